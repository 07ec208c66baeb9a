// mistake: BPF has no atomic operations on bytes
using Bpf;

[BpfObject(License = "GPL")]
public static class Flags
{
    static byte s_flag;

    [Uprobe("libc:read")]
    public static int OnRead(UprobeContext context)
        => Interlocked.Exchange(ref s_flag, 1); //!!
}
