// mistake: a global function returns a number
using Bpf;

[BpfObject(License = "GPL")]
public static class Nothing
{
    static int s_calls;

    [BpfGlobalFunc]
    public static void Count() => s_calls++; //!!

    [Uprobe("libc:read")]
    public static int OnRead(UprobeContext context)
    {
        Count();
        return 0;
    }
}
