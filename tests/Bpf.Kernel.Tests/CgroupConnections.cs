using Bpf;

namespace Bpf.Kernel.Tests;

/// <summary>TCP connections of a cgroup: their events, and a header option that one side writes and the other finds.</summary>
[BpfObject(License = "GPL")]
public static class CgroupConnections
{
    private const byte Experimental = 253; // RFC 4727
    private const int OptionLength = 4;
    private const byte Magic = 0xEB;

    static uint s_listens;
    static uint s_connects;
    static uint s_active;
    static uint s_passive;
    static uint s_closes;
    static uint s_strange;
    static uint s_written;
    static uint s_found;
    static long s_refusedRoom;
    static ushort s_port;

    [SockOps]
    public static void OnEvent(SockOpsContext context)
    {
        switch (context.Operation)
        {
            case SockOpsOperation.Listen:
                s_listens++;
                s_port = context.LocalPort;
                context.SetCallbacks(SockOpsCallbacks.ParseUnknownHeaderOptions);
                break;
            case SockOpsOperation.Connect:
                s_connects++;
                s_strange += context.RemotePort == s_port && context.RemoteAddress4.Value == 0x7F000001 && context.Family == SocketFamily.InterNetwork ? 0U : 1;
                context.SetCallbacks(SockOpsCallbacks.WriteHeaderOptions | SockOpsCallbacks.StateChange);
                s_refusedRoom = context.ReserveHeaderOption((uint)OptionLength); // only while a packet is prepared
                break;
            case SockOpsOperation.ActiveEstablished:
                s_active++;
                s_strange += context.State == SocketState.Established && context.IsFullSocket && context.SegmentSize > 500 && context.CongestionWindow > 0
                    && (context.Callbacks & SockOpsCallbacks.StateChange) != 0 && context.LocalPort != 0 ? 0U : 1;
                break;
            case SockOpsOperation.PassiveEstablished:
                s_passive++;
                s_strange += context.LocalPort == s_port && context.LocalAddress4.Value == 0x7F000001 && context.RemotePortOnWire != 0 ? 0U : 1;
                break;
            case SockOpsOperation.StateChange:
                if (context.OldState == SocketState.Established && context.NewState == SocketState.FinWait1)
                {
                    s_closes++;
                }

                break;
            case SockOpsOperation.HeaderOptionLength:
                s_strange += context.ReserveHeaderOption((uint)OptionLength) == 0 ? 0U : 1;
                break;
            case SockOpsOperation.WriteHeaderOptions:
                Span<byte> option = stackalloc byte[OptionLength];
                Describe(option);
                s_written += context.StoreHeaderOption(option) == 0 ? 1U : 0;
                break;
            case SockOpsOperation.ParseHeaderOptions:
                Span<byte> found = stackalloc byte[OptionLength];
                Describe(found);
                s_found += context.LoadHeaderOption(found) == OptionLength ? 1U : 0;
                break;
        }
    }

    [SockOps]
    public static bool Refuse(SockOpsContext context)
    {
        context.Reply = -1;
        return false;
    }

    private static void Describe(Span<byte> option)
    {
        option[0] = Experimental;
        option[1] = OptionLength;
        option[2] = Magic;
        option[3] = 0x9F;
    }
}
