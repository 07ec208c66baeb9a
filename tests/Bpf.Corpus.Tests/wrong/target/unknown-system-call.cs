// mistake: a function of the C library is not a system call
using Bpf;

[BpfObject(License = "GPL")]
public static class Call
{
    [SyscallEnter("fopen")] //!!
    public static int OnOpen(TracepointContext context) => 0;
}
