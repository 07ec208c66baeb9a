namespace Bpf.Benchmarks.CompileTime;

[BpfObject(License = "GPL")]
public static unsafe class FivePrograms
{
    [KernelStruct("task_struct")]
    public struct TaskStruct
    {
        [KernelField("real_parent")]
        public TaskStruct* RealParent;
        [KernelField("tgid")]
        public int Tgid;
    }

    public struct Event
    {
        public ulong Nanoseconds;
        public ulong Size;
        public int ProcessId;
        public int ParentId;
        public fixed byte Command[16];
    }

    [BpfMap(MaxEntries = 8192)]
    static readonly BpfHashMap<int, ulong> BytesByProcess = new();

    [BpfMap(MaxEntries = 8192)]
    static readonly BpfHashMap<int, ulong> Starts = new();

    [BpfMap(MaxEntries = 64)]
    static readonly BpfArray<ulong> Histogram = new();

    [BpfMap(ByteSize = 256 * 1024)]
    static readonly BpfRingBuffer<Event> Events = new();

    static readonly ulong Threshold = 1 << 20;
    static ulong s_calls;
    static ulong s_frees;

    [Uprobe]
    public static int OnMalloc(UprobeContext context, ulong size)
    {
        int process = BpfHelpers.CurrentProcessId;
        Interlocked.Increment(ref s_calls);
        Starts.Update(BpfHelpers.CurrentThreadId, BpfHelpers.MonotonicNanoseconds);
        if (BytesByProcess.TryGetRef(process, out BpfRef<ulong> bytes))
        {
            Interlocked.Add(ref bytes.Value, size);
        }
        else
        {
            BytesByProcess.Update(process, size);
        }

        if (size >= Threshold)
        {
            Report(size);
        }

        return 0;
    }

    [Uretprobe]
    public static int OnMallocReturn(UretprobeContext context)
    {
        int thread = BpfHelpers.CurrentThreadId;
        if (!Starts.TryGetValue(thread, out ulong start))
        {
            return 0;
        }

        ulong duration = BpfHelpers.MonotonicNanoseconds - start;
        Starts.Delete(thread);
        uint bucket = 0;
        for (int i = 0; i < 63 && duration > 1; i++)
        {
            duration >>= 1;
            bucket++;
        }

        if (Histogram.TryGetRef(bucket, out BpfRef<ulong> count))
        {
            Interlocked.Increment(ref count.Value);
        }

        return 0;
    }

    [Uprobe]
    public static int OnFree(UprobeContext context, ulong address)
    {
        if (address != 0)
        {
            Interlocked.Increment(ref s_frees);
        }

        return 0;
    }

    [Uprobe]
    public static int OnRealloc(UprobeContext context, ulong address, ulong size)
    {
        if (size >= Threshold)
        {
            Report(size);
        }

        return 0;
    }

    [Uprobe]
    public static int OnMmap(UprobeContext context, ulong address, ulong length, int protection, int flags)
    {
        switch (protection & 7)
        {
            case 1 or 3:
                Report(length);
                return 0;
            case 5 when (flags & 2) != 0:
                return 1;
            default:
                return 0;
        }
    }

    static void Report(ulong size)
    {
        if (!Events.TryReserve(out BpfRef<Event> record))
        {
            return;
        }

        TaskStruct* task = (TaskStruct*)BpfHelpers.GetCurrentTask();
        record.Value.Nanoseconds = BpfHelpers.MonotonicNanoseconds;
        record.Value.Size = size;
        record.Value.ProcessId = BpfHelpers.CurrentProcessId;
        record.Value.ParentId = Core.Read(in task->RealParent->Tgid);
        fixed (byte* command = record.Value.Command)
        {
            BpfHelpers.GetCurrentComm(command, 16);
        }

        Events.Submit(record);
    }
}
