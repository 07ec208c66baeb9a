// mistake: the kernel prints only ASCII
using Bpf;

[BpfObject(License = "GPL")]
public static class Letters
{
    [Uprobe("libc:write")]
    public static int OnWrite(UprobeContext context, int descriptor)
    {
        BpfHelpers.Print($"größer: {descriptor}"); //!!
        return 0;
    }
}
