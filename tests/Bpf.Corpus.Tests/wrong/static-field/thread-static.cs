// mistake: BPF has no variables per thread
using Bpf;

[BpfObject(License = "GPL")]
public static class Local
{
    [ThreadStatic]
    static int s_depth; //!!

    [Uprobe("libc:read")]
    public static int OnRead(UprobeContext context) => ++s_depth; //!!
}
