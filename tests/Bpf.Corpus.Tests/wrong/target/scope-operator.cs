// mistake: two colons, as in the source of a C++ program
// attach: yes
using Bpf;

[BpfObject(License = "GPL")]
public static class Scope
{
    [Uprobe("libc::getppid")] //!!
    public static int OnCall(UprobeContext context) => 0;
}
