// mistake: none: the version of the kernel decides under which name the field is read
using Bpf;

[KernelStruct("task_struct")]
public unsafe struct Thread
{
    [KernelField("__state")] public uint NewState;
    public long State;
}

[BpfObject(License = "GPL")]
public static unsafe class Versions
{
    const uint Linux514 = 5 << 16 | 14 << 8;

    [Kconfig("LINUX_KERNEL_VERSION")] static readonly uint Version;

    static long s_state;

    [Uprobe("libc:fork")]
    public static int OnFork(UprobeContext context)
    {
        Thread* thread = (Thread*)BpfHelpers.GetCurrentTask();
        s_state = Version < Linux514 ? Core.Read(in thread->State) : Core.Read(in thread->NewState);
        return 0;
    }
}
