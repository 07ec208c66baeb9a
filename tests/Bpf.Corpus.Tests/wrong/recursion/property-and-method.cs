// mistake: a property and a method call each other
using Bpf;

[BpfObject(License = "GPL")]
public static class Depth
{
    static int s_depth;

    static int Next => Step(s_depth); //!!

    static int Step(int depth)
    {
        s_depth = depth + 1;
        return s_depth < 10 ? Next : s_depth; //!!
    }

    [Uprobe("libc:abs")]
    public static int OnCall(UprobeContext context) => Next;
}
