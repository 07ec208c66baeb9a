namespace Bpf.Benchmarks.ClangPairs;

[BpfObject(License = "GPL")]
public static unsafe class ParentProcess
{
    [KernelStruct("task_struct")]
    public struct TaskStruct
    {
        public TaskStruct* RealParent;
        public int Tgid;
    }

    public struct Event
    {
        public int ProcessId;
        public int ParentId;
        public int GrandparentId;
    }

    [BpfMap(ByteSize = 65536)]
    static readonly BpfRingBuffer<Event> Events = new();

    [Uprobe]
    public static int OnCall(UprobeContext context)
    {
        if (!Events.TryReserve(out BpfRef<Event> record))
        {
            return 0;
        }

        TaskStruct* task = (TaskStruct*)BpfHelpers.GetCurrentTask();
        record.Value.ProcessId = BpfHelpers.CurrentProcessId;
        record.Value.ParentId = Core.Read(in task->RealParent->Tgid);
        record.Value.GrandparentId = Core.Read(in task->RealParent->RealParent->Tgid);
        Events.Submit(record);
        return 0;
    }
}
