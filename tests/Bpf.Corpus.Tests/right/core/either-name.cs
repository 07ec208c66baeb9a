// mistake: none: the field is read under the name that the kernel has, also through a flavor
using Bpf;

[KernelStruct("task_struct")]
public unsafe struct Thread
{
    [KernelField("__state")] public uint NewState;
    public long State;
    public int Tgid;
}

[KernelStruct("task_struct___before514")]
public unsafe struct OldThread { public long State; }

[BpfObject(License = "GPL")]
public static unsafe class States
{
    static long s_state;

    [Uprobe("libc:fork")]
    public static int OnFork(UprobeContext context)
    {
        Thread* thread = (Thread*)BpfHelpers.GetCurrentTask();
        s_state = Core.FieldExists(in thread->NewState) ? Core.Read(in thread->NewState) : Core.Read(in thread->State);
        if (!Core.FieldExists(in thread->NewState))
        {
            s_state += Core.Read(in ((OldThread*)thread)->State);
        }

        return 0;
    }
}
