// mistake: the struct has another name
using Bpf;

[KernelStruct("mm_structs")]
public unsafe struct Memory { public nuint StartStack; }

[KernelStruct("task_struct")]
public unsafe struct Thread { public Memory* Mm; }

[BpfObject(License = "GPL")]
public static unsafe class Stacks
{
    static nuint s_start;

    [Uprobe("libc:fork")]
    public static int OnFork(UprobeContext context)
    {
        Thread* thread = (Thread*)BpfHelpers.GetCurrentTask();
        s_start = Core.Read(in thread->Mm->StartStack); //!!
        return 0;
    }
}
