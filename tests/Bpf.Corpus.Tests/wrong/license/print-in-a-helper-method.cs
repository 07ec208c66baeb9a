// mistake: printing is GPL-only, also where a method does it
using Bpf;

[BpfObject(License = "Apache-2.0")]
public static class Quiet
{
    static void Log(int descriptor) => BpfHelpers.Print($"read from {descriptor}"); //!!

    [Uprobe("libc:read")]
    public static int OnRead(UprobeContext context, int descriptor)
    {
        Log(descriptor);
        return 0;
    }
}
