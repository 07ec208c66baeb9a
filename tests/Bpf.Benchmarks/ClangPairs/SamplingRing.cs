namespace Bpf.Benchmarks.ClangPairs;

[BpfObject(License = "GPL")]
public static unsafe class SamplingRing
{
    public struct Sample
    {
        public ulong Nanoseconds;
        public int ProcessId;
        public int ThreadId;
        public uint Cpu;
        public fixed byte Command[16];
    }

    [BpfMap(ByteSize = 1 << 20)]
    static readonly BpfRingBuffer<Sample> Samples = new();

    static readonly uint EveryNth = 16;
    static uint s_counter;
    static ulong s_dropped;

    [Uprobe]
    public static int OnCall(UprobeContext context)
    {
        uint number = Interlocked.Increment(ref s_counter);
        if (number % EveryNth != 0)
        {
            return 0;
        }

        if (!Samples.TryReserve(out BpfRef<Sample> sample))
        {
            Interlocked.Increment(ref s_dropped);
            return 0;
        }

        sample.Value.Nanoseconds = BpfHelpers.MonotonicNanoseconds;
        sample.Value.ProcessId = BpfHelpers.CurrentProcessId;
        sample.Value.ThreadId = BpfHelpers.CurrentThreadId;
        sample.Value.Cpu = BpfHelpers.CurrentCpu;
        fixed (byte* command = sample.Value.Command)
        {
            BpfHelpers.GetCurrentComm(command, 16);
        }

        Samples.Submit(sample);
        return 0;
    }
}
