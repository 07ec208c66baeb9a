// mistake: a function gets at most five arguments
using Bpf;

[BpfObject(License = "GPL")]
public static class Six
{
    [BpfGlobalFunc]
    public static int Sum(int a, int b, int c, int d, int e, int f) => a + b + c + d + e + f; //!!

    [Uprobe("libc:read")]
    public static int OnRead(UprobeContext context, int descriptor) => Sum(descriptor, 1, 2, 3, 4, 5);
}
