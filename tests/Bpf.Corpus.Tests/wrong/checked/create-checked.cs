// mistake: a conversion that can lose digits
using Bpf;

[BpfObject(License = "GPL")]
public static class Narrow
{
    [Uprobe("libc:write")]
    public static int OnWrite(UprobeContext context, int descriptor, nuint data, ulong length) => int.CreateChecked(length); //!!
}
