using Bpf;

namespace Bpf.Kernel.Tests;

/// <summary>Programs that receive typed kernel objects: a typed tracepoint and iterators.</summary>
[BpfObject(License = "GPL")]
public static unsafe class KernelObjects
{
    [KernelStruct("task_struct")]
    public struct Task
    {
        public int Pid;
        public int Tgid;
        [KernelField("real_parent")] public Task* RealParent;
        public fixed byte Comm[16];
    }

    [KernelStruct("bpf_prog_aux")]
    public struct ProgramAux
    {
        public uint Id;
    }

    [KernelStruct("bpf_prog")]
    public struct Program
    {
        public ProgramAux* Aux;
    }

    public struct TaskRecord
    {
        public int ProcessId;
        public int ParentId;
    }

    static readonly int Watched;
    static ulong s_renames;
    static int s_renamedProcess;
    static int s_parent;
    static int s_parentByHelper;
    static byte s_firstLetter;
    static byte s_newLetter;
    static ulong s_cookie;

    [BtfTracepoint("task_rename")]
    public static void OnRename(BtfTracepointContext context, Task* task, byte* name)
    {
        if (task->Tgid != Watched)
        {
            return;
        }

        Interlocked.Increment(ref s_renames);
        s_renamedProcess = task->Pid;
        s_parent = task->RealParent->Tgid;
        s_parentByHelper = Core.Read(in task->RealParent->Tgid);
        s_firstLetter = task->Comm[0];
        s_cookie = context.AttachCookie;
        BpfHelpers.TryReadKernel(name, out s_newLetter);
    }

    [Iterator("task")]
    public static int ListTasks(IteratorContext context, Task* task)
    {
        if (task == null || task->Tgid != Watched)
        {
            return 0;
        }

        context.Output.Print($"{context.Index > 0:d} {task->Tgid} {task->RealParent->Tgid}\n");
        return 0;
    }

    [Iterator("task")]
    public static int WriteTasks(IteratorContext context, Task* task)
    {
        if (task != null && task->Pid == task->Tgid)
        {
            TaskRecord record = new() { ProcessId = task->Tgid, ParentId = task->RealParent->Tgid };
            context.Output.Write(in record);
        }

        return 0;
    }

    [Iterator("bpf_prog")]
    public static int ListPrograms(IteratorContext context, Program* program)
    {
        if (program != null)
        {
            context.Output.Print($"{program->Aux->Id}\n");
        }

        return 0;
    }
}
