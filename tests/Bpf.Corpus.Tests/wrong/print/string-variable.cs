// mistake: the text is chosen at run time
using Bpf;

[BpfObject(License = "GPL")]
public static class Chosen
{
    [Uprobe("libc:write")]
    public static int OnWrite(UprobeContext context, int descriptor)
    {
        string text = descriptor == 1 ? "out" : "other"; //!!
        BpfHelpers.Print(text); //!!
        return 0;
    }
}
