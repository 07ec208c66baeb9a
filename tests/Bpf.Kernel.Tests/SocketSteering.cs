using Bpf;

namespace Bpf.Kernel.Tests;

/// <summary>Programs of socket maps and of socket lookup.</summary>
[BpfObject(License = "GPL")]
public static class SocketSteering
{
    private const byte Refused = (byte)'x';

    [BpfMap(MaxEntries = 4)]
    static readonly BpfSocketMap Sockets = new();

    [BpfMap(MaxEntries = 4)]
    static readonly BpfSocketHash<ulong> ByKey = new();

    static uint s_steeredPort;
    static uint s_closedPort;
    static uint s_family;
    static uint s_protocol;
    static uint s_address;
    static ulong s_lookups;
    static ulong s_messages;
    static ulong s_bytes;
    static uint s_remotePort;
    static long s_error;

    [SkLookup]
    public static SkAction Steer(SkLookupContext context)
    {
        if (context.LocalPort == s_closedPort)
        {
            return SkAction.Drop;
        }

        if (context.LocalPort != s_steeredPort)
        {
            return SkAction.Pass;
        }

        s_lookups++;
        (s_family, s_protocol, s_address) = ((uint)context.Family, (uint)context.Protocol, context.LocalAddress4);
        s_error = Sockets.Assign(context, 0);
        return SkAction.Pass;
    }

    [SkLookup(AutoLoad = false)]
    public static SkAction SteerByKey(SkLookupContext context)
    {
        s_error = ByKey.Assign(context, context.LocalPort, SocketSelection.Replace);
        return SkAction.Pass;
    }

    [SkMsg]
    public static SkAction Forward(SkMsgContext context)
    {
        s_messages++;
        s_bytes += context.Length;
        s_remotePort = context.RemotePort;
        return context.TryGetRef(0, out BpfRef<byte> first) && first.Value == Refused ? SkAction.Drop : Sockets.RedirectMessage(context, 1, SocketRedirect.Receive);
    }

    [SkMsg]
    public static SkAction ForwardByKey(SkMsgContext context) => ByKey.RedirectMessage(context, 9, SocketRedirect.Receive);

    // A message is a byte with its length, and as many bytes.
    [SkSkb(SkSkbHook.StreamParser)]
    public static int Parse(SkSkbContext context) => context.TryRead(0, out byte length) ? length + 1 : 0;

    [SkSkb(SkSkbHook.StreamVerdict)]
    public static SkAction Answer(SkSkbContext context)
    {
        s_messages++;
        s_bytes += context.Length;
        s_remotePort = context.RemotePort;
        return context.TryRead(1, out byte first) && first == Refused ? SkAction.Drop : Sockets.Redirect(context, 1);
    }

    [SkSkb(SkSkbHook.Verdict)]
    public static SkAction AnswerByKey(SkSkbContext context)
    {
        s_messages++;
        return ByKey.Redirect(context, 9);
    }
}
