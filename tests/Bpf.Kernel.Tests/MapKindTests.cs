using System.Runtime.InteropServices;
using Bpf.Runtime;
using Bpf.Testing;

namespace Bpf.Kernel.Tests;

/// <summary>The typed handles of the skeleton, with programs on the other side of the maps.</summary>
public sealed class MapKindTests : IDisposable
{
    private readonly MapKindsSkeleton _skeleton;

    public MapKindTests()
    {
        KernelRequirement.NeedRoot();
        _skeleton = MapKindsSkeleton.Open();
        _skeleton.Load();
    }

    public void Dispose() => _skeleton.Dispose();

    [Fact]
    public void QueueReturnsTheOldestElement()
    {
        for (long value = 10; value < 14; value++)
        {
            Assert.True(_skeleton.Maps.Waiting.TryPush(value));
        }

        Assert.False(_skeleton.Maps.Waiting.TryPush(14));
        Take(1);
        Assert.Equal(10, _skeleton.Bss.s_taken);
        Assert.True(_skeleton.Maps.Waiting.TryPeek(out long next));
        Assert.True(_skeleton.Maps.Waiting.TryPop(out long popped));
        Assert.Equal((11, 11), (next, popped));
        Assert.True(_skeleton.Maps.Waiting.TryPop(out _) && _skeleton.Maps.Waiting.TryPop(out _));
        Assert.False(_skeleton.Maps.Waiting.TryPop(out popped));
        Assert.Equal(0, popped);
    }

    [Fact]
    public void StackReturnsTheNewestElement()
    {
        Take(5);
        Take(6);
        Assert.True(_skeleton.Maps.Undo.TryPush(7));
        Assert.True(_skeleton.Maps.Undo.TryPop(out long first) && _skeleton.Maps.Undo.TryPeek(out long second) && first == 7 && second == 6);
    }

    [Fact]
    public void BloomFilterContainsAddedValues()
    {
        Assert.Equal(1, Take(42));
        Assert.False(_skeleton.Maps.Seen.MayContain(42));
        _skeleton.Maps.Seen.Add(42);
        Assert.Equal(2, Take(42));
        Assert.True(_skeleton.Maps.Seen.MayContain(42));
    }

    [Fact]
    public void PerCpuHashMapHasOneValuePerCpu()
    {
        for (int i = 0; i < 20; i++)
        {
            Take(i % 2);
        }

        Assert.Equal(10, _skeleton.Maps.Counts[0].Sum());
        Assert.Equal([0L, 1L], _skeleton.Maps.Counts.Select(entry => entry.Key).Order());
        long[] values = new long[PerCpuHashMap<long, long>.CpuCount];
        values[^1] = 9;
        _skeleton.Maps.Counts[7] = values;
        Assert.Equal(values, _skeleton.Maps.Counts[7]);
        Assert.True(_skeleton.Maps.Counts.Remove(7));
        Assert.False(_skeleton.Maps.Counts.TryGetValues(7, values));
        Assert.Throws<KeyNotFoundException>(() => _skeleton.Maps.Counts[7]);
    }

    [Fact]
    public void ProgramArraySendsTailCalls()
    {
        byte[] packet = new byte[64];
        Assert.Equal(1, (int)_skeleton.Programs.First.TestRun(packet).ReturnValue);
        _skeleton.Maps.Next.Set(1, _skeleton.Programs.Second);
        Assert.Equal(2, (int)_skeleton.Programs.First.TestRun(packet).ReturnValue);
        Assert.True(_skeleton.Maps.Next.Clear(1));
        Assert.False(_skeleton.Maps.Next.Clear(1));
        Assert.Equal(Errno.E2BIG, Assert.Throws<BpfException>(() => _skeleton.Maps.Next.Set(2, _skeleton.Programs.Second)).Errno);

        using ConveniencesSkeleton others = ConveniencesSkeleton.Open();
        others.Load();
        BpfException exception = Assert.Throws<BpfException>(() => _skeleton.Maps.Next.Set(1, others.Programs.Add));
        Assert.Equal(Errno.EINVAL, exception.Errno);
        Assert.Contains("Program 'Add' is of type Syscall; the programs of the map", exception.Message);
    }

    [Fact]
    public void HashOfMapsReturnsTypedMaps()
    {
        HashOfMaps<long, HashMap<int, long>> groups = _skeleton.Maps.CountsByGroup;
        Assert.Equal(0, Run(_skeleton.Programs.Count, 7));
        Assert.Empty(groups);
        Assert.False(groups.TryGetMap(7, out _) || groups.TryGetId(7, out _));

        HashMap<int, long> counts = groups.CreateInner();
        using (counts.Map)
        {
            Assert.Equal((MapType.Hash, 8u, "CountsByGroup.i"), (counts.Map.Type, counts.Map.MaxEntries, counts.Map.Name));
            groups.Set(7, counts);
            groups.Set(9, counts);
            Assert.Equal(1, Run(_skeleton.Programs.Count, 7));
            Assert.Equal(2, Run(_skeleton.Programs.Count, 9));
            Assert.Equal(2, counts[1]);
            Assert.Equal([(7L, counts.Map.Id), (9L, counts.Map.Id)], groups.Order());
        }

        // The outer map keeps the inner one.
        Assert.True(groups.TryGetMap(7, out HashMap<int, long>? again) && again[1] == 2);
        again.Map.Dispose();
        Assert.True(groups.Remove(7));
        Assert.False(groups.Remove(7));
        Assert.Equal(0, Run(_skeleton.Programs.Count, 7));
        Assert.Equal(9, Assert.Single(groups).Key);

        HashMap<int, long> large = groups.CreateInner(100);
        using (large.Map)
        {
            Assert.Equal(100u, large.Map.MaxEntries);
            groups.Set(9, large);
            Assert.Equal(1, Run(_skeleton.Programs.Count, 9));
            Assert.Equal(1, large[1]);
            for (long key = 10; key < 13; key++)
            {
                groups.Set(key, large);
            }

            BpfException full = Assert.Throws<BpfException>(() => groups.Set(13, large));
            Assert.Equal(Errno.E2BIG, full.Errno);
            Assert.StartsWith("Cannot put map 'CountsByGroup.i' into 'CountsByGroup'", full.Message, StringComparison.Ordinal);
            Assert.Contains("full (4 entries)", full.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void ArrayOfMapsAcceptsMapsThatMatchItsTemplate()
    {
        ArrayOfMaps<ArrayMap<long>> buffers = _skeleton.Maps.Buffers;
        ArrayMap<long> buffer = buffers.CreateInner(maxEntries: 5);
        using (buffer.Map)
        {
            buffers.Set(1, buffer);
            Assert.Equal(1, Run(_skeleton.Programs.Store, 77));
            Assert.Equal(77, buffer[4]);
            Assert.Equal([(1, buffer.Map.Id)], buffers);
            Assert.Equal(Errno.E2BIG, Assert.Throws<BpfException>(() => buffers.Set(3, buffer)).Errno);
        }

        // Without the flag that lets arrays differ in size.
        BpfException exception = Assert.Throws<BpfException>(() => buffers.Set(0, _skeleton.Maps.Ready));
        Assert.Equal(Errno.EINVAL, exception.Errno);
        Assert.Contains("Map 'Ready' has flags None instead of InnerMap.", exception.Message, StringComparison.Ordinal);
        Assert.True(buffers.Remove(1));
        Assert.Empty(buffers);
        Assert.Equal(0, Run(_skeleton.Programs.Store, 78));
    }

    private int Take(long value) => Run(_skeleton.Programs.Take, value);

    // The value is the payload of an Ethernet frame; a socket filter sees packets without the header.
    private static int Run(BpfProgram program, long value)
    {
        byte[] packet = new byte[64];
        MemoryMarshal.Write(packet.AsSpan(14), in value);
        return (int)program.TestRun(packet).ReturnValue;
    }
}
