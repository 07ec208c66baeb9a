using Bpf;
using Bpf.Vmlinux;

namespace Bpf.KernelMatrix.Guest;

/// <summary>Reads the traced task through the types of Bpf.Vmlinux, on kernels whose types mostly differ.</summary>
[BpfObject(License = "GPL")]
public static unsafe class GuestKernelTypes
{
    static int s_group;
    static int s_parent;
    static int s_number;
    static ulong s_limit;
    static byte s_name;
    static bool s_hasState;

    [Uprobe]
    public static int OnAdd(UprobeContext context)
    {
        task_struct* task = (task_struct*)BpfHelpers.GetCurrentTask();
        s_group = Core.Read(in task->group_leader->tgid);
        s_parent = Core.Read(in task->real_parent->tgid);
        s_number = Core.Read(in task->thread_pid->numbers[0].nr);
        s_limit = Core.Read(in task->signal->rlim[7].rlim_max);
        s_name = Core.Read(in task->comm[0]);
        // Renamed in 5.14.
        s_hasState = Core.FieldExists(in task->__state) != Core.FieldExists(in task->state);
        return 0;
    }
}
