using Bpf.Vmlinux;

namespace Bpf.Kernel.Tests;

/// <summary>Two TCP congestion controls, which share a variable.</summary>
[BpfObject(License = "GPL")]
internal static unsafe class CongestionControls
{
    private static ulong s_acknowledged;
    private static ulong s_losses;
    private static uint s_window = 40;

    /// <summary>A window of a constant size.</summary>
    [StructOps("tcp_congestion_ops", Name = "csharp_fixed")]
    internal static class FixedWindow
    {
        private const uint Flags = 0;

        private static void Init(sock* socket) => ((tcp_sock*)socket)->snd_cwnd = s_window;

        private static void CongAvoid(sock* socket, uint ack, uint acked)
        {
            s_acknowledged += acked;
            ((tcp_sock*)socket)->snd_cwnd = s_window;
        }

        private static uint Ssthresh(sock* socket) => Threshold(socket);

        [StructOpsMember("undo_cwnd")]
        private static uint Undo(sock* socket) => ((tcp_sock*)socket)->snd_cwnd;
    }

    /// <summary>The kernel's own Reno.</summary>
    [StructOps("tcp_congestion_ops", AutoLoad = false)]
    internal static class RenoByCall
    {
        private static void CongAvoid(sock* socket, uint ack, uint acked) => RenoCongAvoid(socket, ack, acked);

        private static uint Ssthresh(sock* socket) => RenoSsthresh(socket);

        private static uint UndoCwnd(sock* socket) => RenoUndo(socket);
    }

    private static uint Threshold(sock* socket)
    {
        s_losses++;
        return 2;
    }

    [BpfKfunc("tcp_reno_cong_avoid")]
    private static void RenoCongAvoid(sock* socket, uint ack, uint acked) => throw new BpfOnlyException();

    [BpfKfunc("tcp_reno_ssthresh")]
    private static uint RenoSsthresh(sock* socket) => throw new BpfOnlyException();

    [BpfKfunc("tcp_reno_undo_cwnd")]
    private static uint RenoUndo(sock* socket) => throw new BpfOnlyException();
}
