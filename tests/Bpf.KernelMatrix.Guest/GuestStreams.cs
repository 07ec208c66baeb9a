using Bpf;

namespace Bpf.KernelMatrix.Guest;

/// <summary>Programs of a socket map.</summary>
[BpfObject(License = "GPL")]
public static class GuestStreams
{
    [BpfMap(MaxEntries = 2)]
    static readonly BpfSocketMap Sockets = new();

    static ulong s_messages;
    static ulong s_bytes;
    static ulong s_parsed;
    static ulong s_packets;

    [SkMsg]
    public static SkAction OnMessage(SkMsgContext context)
    {
        s_messages++;
        s_bytes += context.Length;
        return SkAction.Pass;
    }

    [SkSkb(SkSkbHook.StreamParser)]
    public static int Parse(SkSkbContext context)
    {
        s_parsed++;
        return (int)context.Length;
    }

    // Sends back what a socket receives.
    [SkSkb(SkSkbHook.StreamVerdict)]
    public static SkAction OnPacket(SkSkbContext context)
    {
        s_packets++;
        return Sockets.Redirect(context, 1);
    }

    [SkSkb(SkSkbHook.Verdict, AutoLoad = false)]
    public static SkAction OnAnyPacket(SkSkbContext context) => SkAction.Pass;
}
