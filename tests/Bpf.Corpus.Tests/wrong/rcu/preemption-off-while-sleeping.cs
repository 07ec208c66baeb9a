// mistake: a helper that may sleep is called while preemption is off
using Bpf;

[BpfObject(License = "GPL")]
public static unsafe class Sleep
{
    [SyscallProgram]
    public static int Run(ref ulong address)
    {
        int value = 0;
        using (KernelScope.NoPreemption())
            BpfHelpers.CopyFromUser(&value, 4, (void*)address); //!!
        return value;
    }
}
