// mistake: the scope is not ended on one path
using Bpf.Vmlinux;
using Bpf;

[BpfObject(License = "GPL")]
public static unsafe class Read
{
    [SyscallProgram]
    public static int Run(ref int process)
    {
        KernelScope.RcuScope scope = KernelScope.Rcu(); //!!
        if (process == 0)
            return 1; //!!
        scope.Dispose();
        return 0;
    }
}
