// mistake: a full fence is not an instruction of BPF
using Bpf;

[BpfObject(License = "GPL")]
public static class Fence
{
    static int s_ready, s_value;

    [Uprobe("libc:read")]
    public static int OnRead(UprobeContext context, int descriptor)
    {
        s_value = descriptor;
        Interlocked.MemoryBarrier(); //!!
        s_ready = 1;
        return 0;
    }
}
