// mistake: the table has no such member
using Bpf;

[BpfObject(License = "GPL")]
public static class Congestion
{
    [StructOps("tcp_congestion_ops")]
    public static unsafe class Table
    {
        static uint Ssthresh(Bpf.Vmlinux.sock* socket) => 2;
        static uint UndoCwnd(Bpf.Vmlinux.sock* socket) => 2;
        static void CongAvoid(Bpf.Vmlinux.sock* socket, uint acknowledged, uint inFlight) { }
        static void Retransmit(Bpf.Vmlinux.sock* socket) { } //!!
    }
}
