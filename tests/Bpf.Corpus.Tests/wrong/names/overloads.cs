// mistake: two programs of one name
using Bpf;

[BpfObject(License = "GPL")]
public static class Overloads
{
    [Uprobe("libc:malloc")]
    public static int On(UprobeContext context) => 0; //!!

    [Uprobe("libc:free")]
    public static int On(UprobeContext context, nuint address) => 0; //!!
}
