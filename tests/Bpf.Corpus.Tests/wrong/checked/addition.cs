// mistake: checked arithmetic would throw
using Bpf;

[BpfObject(License = "GPL")]
public static class Exact
{
    static int s_sum;

    [Uprobe("libc:write")]
    public static int OnWrite(UprobeContext context, int descriptor, nuint data, int length)
    {
        s_sum = checked(s_sum + length); //!!
        return 0;
    }
}
