using Bpf;
using Bpf.Vmlinux;

namespace Bpf.Kernel.Tests;

/// <summary>Programs that call functions of the kernel, as Bpf.Vmlinux declares them.</summary>
[BpfObject(License = "GPL")]
public static unsafe class KernelCalls
{
    public struct Question
    {
        public int ProcessId;
        public int Parent;
        public ulong Cgroup;
        public int IsInItsGroup;
    }

    // 0: no such process; 1: found.
    [SyscallProgram]
    public static int Ask(ref Question question)
    {
        task_struct* task = KernelFunctions.bpf_task_from_pid(question.ProcessId);
        if (task == null)
        {
            return 0;
        }

        question.Parent = task->real_parent->tgid;
        cgroup* group = KernelFunctions.bpf_cgroup_from_id(question.Cgroup);
        if (group != null)
        {
            question.IsInItsGroup = (int)KernelFunctions.bpf_task_under_cgroup(task, group);
            KernelFunctions.bpf_cgroup_release(group);
        }

        KernelFunctions.bpf_task_release(task);
        return 1;
    }
}
