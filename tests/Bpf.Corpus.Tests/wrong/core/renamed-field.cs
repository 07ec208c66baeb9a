// mistake: the field has had another name since Linux 5.14
using Bpf;

[KernelStruct("task_struct")]
public unsafe struct Thread { public long State; }

[BpfObject(License = "GPL")]
public static unsafe class States
{
    static long s_state;

    [Uprobe("libc:fork")]
    public static int OnFork(UprobeContext context)
    {
        s_state = StateOf((Thread*)BpfHelpers.GetCurrentTask());
        return 0;
    }

    static long StateOf(Thread* thread) => Core.Read(in thread->State); //!!
}
