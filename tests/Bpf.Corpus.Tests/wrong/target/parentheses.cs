// mistake: the parentheses of a call
// attach: yes
using Bpf;

[BpfObject(License = "GPL")]
public static class Parentheses
{
    [Uprobe("libc:getppid()")] //!!
    public static int OnCall(UprobeContext context) => 0;
}
