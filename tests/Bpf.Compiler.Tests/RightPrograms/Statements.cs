using System.Buffers.Binary;
using System.Numerics;
using System.Threading;
using Bpf;

namespace RightPrograms;

// Statements that resemble those that BPF does not support.
[BpfObject(License = "GPL")]
public static unsafe class Statements
{
    public struct Stats
    {
        public BpfSpinLock Lock;
        public ulong Bytes;
    }

    [BpfMap(MaxEntries = 1)] static readonly BpfArray<Stats> Map = new();
    [BpfMap(MaxEntries = 64)] static readonly BpfArray<ulong> Histogram = new();

    static int s_count;
    static long s_total;
    static uint s_flags;

    [Uprobe("libc:malloc")]
    public static int Atomics(UprobeContext context, uint size)
    {
        Interlocked.Increment(ref s_count);
        Interlocked.Or(ref s_flags, size & 3);
        return Interlocked.CompareExchange(ref s_total, 5, 4) == 4 ? 1 : Volatile.Read(ref s_count);
    }

    [Uprobe("libc:malloc")]
    public static int Finally(UprobeContext context, uint size)
    {
        try
        {
            if (size == 0)
                return 0;
            s_count++;
        }
        finally
        {
            s_total++;
        }

        return 1;
    }

    [TcxIngress]
    public static TrafficControlAction Locked(TrafficControlContext context)
    {
        uint length = context.Length;
        if (Map.TryGetRef(0, out var stats))
        {
            using (stats.Value.Lock.EnterScope())
                stats.Value.Bytes += length;
        }

        return TrafficControlAction.Next;
    }

    [Uprobe("libc:malloc")]
    public static int Switches(UprobeContext context, uint size)
    {
        int kind = size switch { 0 => 0, < 64 => 1, < 4096 => 2, _ => 3 };
        switch (kind)
        {
            case 0:
                goto case 1;
            case 1:
                return BinaryPrimitives.ReverseEndianness(s_count);
            default:
                break;
        }

        return kind;
    }

    [Uprobe("libc:malloc")]
    public static int Unchecked(UprobeContext context, ulong size, long other)
    {
        unchecked
        {
            int narrow = (int)size;
            s_total += narrow * other;
        }

        if (Histogram.TryGetRef((uint)BitOperations.Log2(size | 1), out var bucket))
            bucket.Value++;
        return Math.Clamp((int)other, 1, 9);
    }

    [Uprobe("libc:malloc")]
    public static int Divisions(UprobeContext context, int size, int divisor)
        => divisor == 0 ? 0 : size / divisor + size % divisor + size / 7;
}
