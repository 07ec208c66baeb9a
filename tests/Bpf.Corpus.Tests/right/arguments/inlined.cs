// mistake: none: a method with many arguments that is inlined
using Bpf;

[BpfObject(License = "GPL")]
public static class Many
{
    static int Weigh(int a, int b, int c, int d, int e, int f) => a + 2 * b + 3 * c + 4 * d + 5 * e + 6 * f;

    [Uprobe("libc:syscall")]
    public static int OnCall(UprobeContext context, int a, int b, int c, int d, int e) => Weigh(a, b, c, d, e, 6);
}
