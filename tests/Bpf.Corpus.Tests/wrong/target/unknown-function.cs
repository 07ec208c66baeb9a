// mistake: a misspelled function of the C library
// attach: yes
using Bpf;

[BpfObject(License = "GPL")]
public static class Typo
{
    [Uprobe("libc:getpppid")] //!!
    public static int OnCall(UprobeContext context) => 0;
}
