using Bpf;

namespace Bpf.Kernel.Tests;

/// <summary>Maps that programs write and the host reads, or vice versa.</summary>
[BpfObject(License = "GPL")]
public static class MapKinds
{
    [BpfMap(MaxEntries = 4)]
    static readonly BpfQueue<long> Waiting = new();

    [BpfMap(MaxEntries = 4)]
    static readonly BpfStack<long> Undo = new();

    [BpfMap(MaxEntries = 64)]
    static readonly BpfBloomFilter<long> Seen = new();

    [BpfMap(MaxEntries = 8)]
    static readonly BpfPerCpuHashMap<long, long> Counts = new();

    [BpfMap(MaxEntries = 2)]
    static readonly BpfProgramArray Next = new();

    [BpfMap(MaxEntries = 4), BpfInnerMap(MapType.Hash, MaxEntries = 8)]
    static readonly BpfHashOfMaps<long, int, long> CountsByGroup = new();

    [BpfMap(MaxEntries = 2)]
    static readonly BpfArray<long> Ready = new();

    [BpfMap(MaxEntries = 3), BpfInnerMap(MapType.Array, MaxEntries = 2, Flags = MapFlags.InnerMap)]
    static readonly BpfArrayOfMaps<uint, long> Buffers = new();

    static long s_taken;

    // A socket filter, because a syscall program is sleepable, and sleepable programs cannot use all of these maps.
    [SocketFilter]
    public static int Take(SocketFilterContext context)
    {
        if (!context.TryRead(0, out long value))
        {
            return 0;
        }

        if (Waiting.TryPop(out long waiting))
        {
            s_taken = waiting;
        }

        Undo.Push(value);
        if (Counts.TryGetRef(value, out BpfRef<long> count))
        {
            count.Value++;
        }
        else
        {
            Counts.Update(value, 1);
        }

        return Seen.MayContain(value) ? 2 : 1;
    }

    // 0: the group has no map, or the packet no group; 1: the key was new; 2: it was counted.
    [SocketFilter]
    public static int Count(SocketFilterContext context)
    {
        if (!context.TryRead(0, out long group) || !CountsByGroup.TryGetMap(group, out BpfInnerMap<int, long> counts))
        {
            return 0;
        }

        if (counts.TryGetRef(1, out BpfRef<long> count))
        {
            count.Value++;
            return 2;
        }

        counts.Update(1, 1);
        return 1;
    }

    [SocketFilter]
    public static int Store(SocketFilterContext context)
    {
        if (!context.TryRead(0, out long value) || !Buffers.TryGetMap(1, out BpfInnerMap<uint, long> buffer) || !buffer.TryGetRef(4, out BpfRef<long> last))
        {
            return 0;
        }

        last.Value = value;
        return 1;
    }

    [SocketFilter]
    public static unsafe int First(SocketFilterContext context)
    {
        Next.TailCall(context.Pointer, 1);
        return 1;
    }

    [SocketFilter]
    public static int Second(SocketFilterContext context) => 2;
}
