// mistake: none: tracepoints of modules, and calls of later kernels, which no table has
using Bpf;

[BpfObject(License = "GPL")]
public static class Modules
{
    [Tracepoint("kvm:kvm_exit")]
    public static int OnExit(TracepointContext context) => 0;

    [Tracepoint("xfs:xfs_ilock")]
    public static int OnLock(TracepointContext context) => 0;

    [Tracepoint("syscalls:sys_enter_call_of_a_later_kernel")]
    public static int OnCall(TracepointContext context) => 0;
}
