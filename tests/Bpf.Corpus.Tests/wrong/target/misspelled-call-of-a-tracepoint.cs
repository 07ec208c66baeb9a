// mistake: a misspelled system call behind the category of system calls
// attach: yes
using Bpf;

[BpfObject(License = "GPL")]
public static class Opened
{
    [Tracepoint("syscalls:sys_enter_opnat")] //!!
    public static int OnOpen(TracepointContext context) => 0;
}
