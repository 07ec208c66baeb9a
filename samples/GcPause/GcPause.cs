using Bpf;

namespace Samples;

/// <summary>The BPF side: the pauses of a Java virtual machine, from its USDT probes.</summary>
[BpfObject(License = "GPL")]
public static class GcPause
{
    /// <summary>One pause.</summary>
    public struct Pause
    {
        public ulong Start;
        public ulong Nanoseconds;
        public int ThreadId;
        public int IsFull;
    }

    /// <summary>A collection that is going on.</summary>
    public struct Collection
    {
        public ulong Start;
        public ulong IsFull;
    }

    [BpfMap(MaxEntries = 1024)]
    static readonly BpfHashMap<int, Collection> Running = new();

    [BpfMap(ByteSize = 256 * 1024)]
    static readonly BpfRingBuffer<Pause> Pauses = new();

    static ulong s_begins;
    static ulong s_ends;
    static ulong s_lost;

    /// <summary>Hotspot stops the program for a collection; the argument says whether the whole heap is collected.</summary>
    [Usdt("libjvm.so:hotspot:gc__begin")]
    public static int OnBegin(UsdtContext context, byte full)
    {
        Interlocked.Increment(ref s_begins);
        Collection collection = new() { Start = BpfHelpers.MonotonicNanoseconds, IsFull = full };
        Running.Update(BpfHelpers.CurrentThreadId, collection);
        return 0;
    }

    /// <summary>The program goes on.</summary>
    [Usdt("libjvm.so:hotspot:gc__end")]
    public static int OnEnd(UsdtContext context)
    {
        Interlocked.Increment(ref s_ends);
        int thread = BpfHelpers.CurrentThreadId;
        if (!Running.TryGetValue(thread, out Collection collection))
        {
            return 0;
        }

        Running.Delete(thread);
        if (!Pauses.TryReserve(out BpfRef<Pause> pause))
        {
            Interlocked.Increment(ref s_lost);
            return 0;
        }

        pause.Value.Start = collection.Start;
        pause.Value.Nanoseconds = BpfHelpers.MonotonicNanoseconds - collection.Start;
        pause.Value.ThreadId = thread;
        pause.Value.IsFull = (int)collection.IsFull;
        Pauses.Submit(pause);
        return 0;
    }
}
