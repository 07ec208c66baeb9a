// mistake: a struct has no format
using Bpf;

[BpfObject(License = "GPL")]
public static class Whole
{
    public struct Point { public int X, Y; }

    [Uprobe("libc:write")]
    public static int OnWrite(UprobeContext context, int descriptor)
    {
        Point point = new() { X = descriptor };
        BpfHelpers.Print($"at {point}"); //!!
        return 0;
    }
}
