// mistake: the scope is ended by hand and by using
using Bpf;

[BpfObject(License = "GPL")]
public static unsafe class Twice
{
    static int s_runs;

    [SyscallProgram]
    public static int Run(ref int process)
    {
        using KernelScope.RcuScope scope = KernelScope.Rcu();
        s_runs++;
        scope.Dispose(); //!!
        return process; //!!
    }
}
