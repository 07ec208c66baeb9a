// mistake: the kernel has no such table
using Bpf;

[BpfObject(License = "GPL")]
public static class Unknown
{
    [StructOps("udp_congestion_ops")] //!!
    public static unsafe class Table //!!
    {
        static uint Ssthresh(Bpf.Vmlinux.sock* socket) => 2;
    }
}
