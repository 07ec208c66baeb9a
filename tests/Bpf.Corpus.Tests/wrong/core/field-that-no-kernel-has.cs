// mistake: the field has another name
using Bpf;

[KernelStruct("task_struct")]
public unsafe struct Thread { [KernelField("process_id")] public int Process; } //!!

[BpfObject(License = "GPL")]
public static unsafe class Ids
{
    static int s_process;

    [Uprobe("libc:fork")]
    public static int OnFork(UprobeContext context)
    {
        Thread* thread = (Thread*)BpfHelpers.GetCurrentTask();
        s_process = Core.Read(in thread->Process); //!!
        return 0;
    }
}
