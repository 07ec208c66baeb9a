using Bpf;

namespace Bpf.Kernel.Tests;

/// <summary>Probes on the functions of targets/calls.c; the tests set the path.</summary>
[BpfObject(License = "GPL")]
public static class CallProbes
{
    public struct Arguments
    {
        public sbyte A;
        public ushort B;
        public int C;
        public long D;
        public ulong E;
        public byte F;
    }

    [BpfMap(MaxEntries = 16)]
    static readonly BpfHashMap<int, ulong> CallsByProcess = new();

    [BpfMap(MaxEntries = 4)]
    static readonly BpfArray<long> Sums = new();

    [BpfMap(ByteSize = 65536)]
    static readonly BpfRingBuffer<Arguments> Mixed = new();

    static readonly long SmallestReported = long.MinValue;
    static ulong s_entries;
    static ulong s_returns;
    static long s_lastResult = -1;

    [Uprobe]
    public static int OnAdd(UprobeContext context, int a, long b)
    {
        Interlocked.Increment(ref s_entries);
        int processId = BpfHelpers.CurrentProcessId;
        if (CallsByProcess.TryGetRef(processId, out BpfRef<ulong> calls))
        {
            Interlocked.Increment(ref calls.Value);
        }
        else
        {
            CallsByProcess.Update(processId, 1);
        }

        if (Sums.TryGetRef(0, out BpfRef<long> sumOfA))
        {
            Interlocked.Add(ref sumOfA.Value, a);
        }

        if (Sums.TryGetRef(1, out BpfRef<long> sumOfB))
        {
            Interlocked.Add(ref sumOfB.Value, b);
        }

        return 0;
    }

    [Uretprobe]
    public static int OnAddReturn(UretprobeContext context, long result)
    {
        Interlocked.Increment(ref s_returns);
        if (result >= SmallestReported)
        {
            s_lastResult = result;
        }

        return 0;
    }

    [Uprobe]
    public static void OnMix(UprobeContext context, sbyte a, ushort b, int c, long d, nuint e, byte f)
    {
        if (Mixed.TryReserve(out BpfRef<Arguments> record))
        {
            record.Value = default;
            record.Value.A = a;
            record.Value.B = b;
            record.Value.C = c;
            record.Value.D = d;
            record.Value.E = e;
            record.Value.F = f;
            Mixed.Submit(record);
        }
    }
}
