namespace Bpf.Benchmarks.ClangPairs;

[BpfObject(License = "GPL")]
public static unsafe class SwitchCounts
{
    public struct SchedSwitch
    {
        public ulong Common;
        public fixed byte PreviousCommand[16];
        public int PreviousThread;
        public int PreviousPriority;
        public long PreviousState;
        public fixed byte NextCommand[16];
        public int NextThread;
        public int NextPriority;
    }

    [BpfMap(MaxEntries = 8192)]
    static readonly BpfHashMap<int, ulong> Started = new();

    [BpfMap(MaxEntries = 8192)]
    static readonly BpfHashMap<int, ulong> RunTime = new();

    [Tracepoint("sched:sched_switch")]
    public static int OnSwitch(in SchedSwitch context)
    {
        ulong now = BpfHelpers.MonotonicNanoseconds;
        int previous = context.PreviousThread;
        if (Started.TryGetRef(previous, out BpfRef<ulong> start))
        {
            ulong ran = now - start.Value;
            if (RunTime.TryGetRef(previous, out BpfRef<ulong> total))
            {
                total.Value += ran;
            }
            else
            {
                RunTime.Update(previous, ran);
            }
        }

        Started.Update(context.NextThread, now);
        return 0;
    }
}
