// mistake: decimal arithmetic
using Bpf;

[BpfObject(License = "GPL")]
public static class Money
{
    static decimal s_cost; //!!

    [Uprobe("libc:write")]
    public static int OnWrite(UprobeContext context, int descriptor, nuint data, int length)
    {
        s_cost += length * 0.01m; //!!
        return 0;
    }
}
