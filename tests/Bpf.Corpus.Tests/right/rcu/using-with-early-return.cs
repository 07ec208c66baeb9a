// mistake: none: using ends the scope on each path
using Bpf;

[BpfObject(License = "GPL")]
public static class Read
{
    static int s_runs;

    [SyscallProgram]
    public static int Run(ref int process)
    {
        using (KernelScope.Rcu())
        {
            if (process == 0)
                return 1;
            s_runs++;
        }

        return 0;
    }
}
