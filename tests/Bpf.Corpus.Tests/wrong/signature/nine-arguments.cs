// mistake: only the first arguments are in registers
using Bpf;

[BpfObject(License = "GPL")]
public static class Nine
{
    [Uprobe("libc:syscall")]
    public static int OnCall(UprobeContext context, long number, long a, long b, long c, long d, long e, long f, long g, long h) => (int)h; //!!
}
