using System.Numerics;
using Bpf;

namespace Samples;

/// <summary>The BPF side: how long calls of one C library function take, as a histogram that is filled in the kernel.</summary>
[BpfObject(License = "GPL")]
public static class LibcLatency
{
    /// <summary>One bucket for each power of two of nanoseconds.</summary>
    public const int BucketCount = 64;

    [BpfMap(MaxEntries = BucketCount)]
    static readonly BpfArray<ulong> Buckets = new();

    [BpfMap(MaxEntries = 16384)]
    static readonly BpfHashMap<int, ulong> StartByThread = new();

    static ulong s_calls;
    static ulong s_failed;
    static ulong s_nanoseconds;

    /// <summary>Entry and return in one program and one link; the start time travels in the session's own word. Kernel 6.13.</summary>
    [UprobeSession("libc:read")]
    public static int OnCall(UprobeSessionContext context)
    {
        if (context.IsReturn)
        {
            Count(BpfHelpers.MonotonicNanoseconds - context.Shared, context.ReturnValue);
        }
        else
        {
            context.Shared = BpfHelpers.MonotonicNanoseconds;
        }

        return 0;
    }

    /// <summary>The same for older kernels, in two programs: here the entry.</summary>
    [Uprobe("libc:read")]
    public static int OnEntry(UprobeContext context)
    {
        StartByThread.Update(BpfHelpers.CurrentThreadId, BpfHelpers.MonotonicNanoseconds);
        return 0;
    }

    /// <summary>And the return.</summary>
    [Uretprobe("libc:read")]
    public static int OnReturn(UretprobeContext context)
    {
        int thread = BpfHelpers.CurrentThreadId;
        if (StartByThread.TryGetValue(thread, out ulong start))
        {
            StartByThread.Delete(thread);
            Count(BpfHelpers.MonotonicNanoseconds - start, context.ReturnValue);
        }

        return 0;
    }

    private static void Count(ulong nanoseconds, ulong result)
    {
        Interlocked.Increment(ref s_calls);
        Interlocked.Add(ref s_nanoseconds, nanoseconds);
        if ((int)result == -1)
        {
            Interlocked.Increment(ref s_failed);
        }

        if (Buckets.TryGetRef((uint)BitOperations.Log2(nanoseconds | 1), out BpfRef<ulong> bucket))
        {
            Interlocked.Increment(ref bucket.Value);
        }
    }
}
