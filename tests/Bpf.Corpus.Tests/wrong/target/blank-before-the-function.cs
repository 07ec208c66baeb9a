// mistake: a blank behind the colon
// attach: yes
using Bpf;

[BpfObject(License = "GPL")]
public static class Blank
{
    [Uprobe("libc: malloc")] //!!
    public static int OnMalloc(UprobeContext context, nuint size) => 0;
}
