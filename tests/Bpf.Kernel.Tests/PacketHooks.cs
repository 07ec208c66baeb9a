using Bpf;
using Bpf.Vmlinux;

namespace Bpf.Kernel.Tests;

/// <summary>Programs at hooks of netfilter, and a flow dissector.</summary>
[BpfObject(License = "GPL")]
public static unsafe class PacketHooks
{
    private const ulong Limit = 0x3FF; // for the verifier

    static readonly ushort Port; // as on the wire
    static bool s_drops;
    static ulong s_seen;
    static uint s_hook;
    static uint s_length;
    static ulong s_sent;

    [Netfilter(Hook = NetfilterHook.LocalIn, Priority = -5)]
    public static NetfilterVerdict OnReceive(NetfilterContext context, nf_hook_state* state, sk_buff* buffer)
    {
        if (!context.TryGetPacket(out BpfDynptr packet) || !packet.TryRead(22, out ushort port) || port != Port)
        {
            return NetfilterVerdict.Accept;
        }

        s_seen++;
        (s_hook, s_length) = (state->hook, buffer->len);
        return s_drops ? NetfilterVerdict.Drop : NetfilterVerdict.Accept;
    }

    [Netfilter]
    public static NetfilterVerdict OnSend(NetfilterContext context)
    {
        s_sent++;
        return NetfilterVerdict.Accept;
    }

    [FlowDissector]
    public static FlowDissectorAction Dissect(FlowDissectorContext context)
    {
        FlowKeys keys = context.Keys.Value;
        if (!context.TryGetRef((keys.NetworkOffset & Limit) + 12, out BpfRef<uint> source) || !context.TryGetRef((keys.NetworkOffset & Limit) + 20, out BpfRef<ushort> port))
        {
            return FlowDissectorAction.Continue;
        }

        context.Keys.Value.Source4 = source.Value;
        context.Keys.Value.SourcePort = port.Value;
        context.Keys.Value.AddressProtocol = 0x0800;
        context.Keys.Value.TransportOffset = (ushort)(keys.NetworkOffset + 20);
        return FlowDissectorAction.Ok;
    }
}
