using System.Runtime.InteropServices;
using Bpf.Runtime;
using Bpf.TestSupport;

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
    public void A_queue_gives_the_oldest_element()
    {
        for (long value = 10; value < 14; value++)
            Assert.True(_skeleton.Maps.Waiting.TryPush(value));

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
    public void A_stack_gives_the_newest_element()
    {
        Take(5);
        Take(6);
        Assert.True(_skeleton.Maps.Undo.TryPush(7));
        Assert.True(_skeleton.Maps.Undo.TryPop(out long first) && _skeleton.Maps.Undo.TryPeek(out long second) && first == 7 && second == 6);
    }

    [Fact]
    public void A_bloom_filter_knows_what_was_added()
    {
        Assert.Equal(1, Take(42));
        Assert.False(_skeleton.Maps.Seen.MayContain(42));
        _skeleton.Maps.Seen.Add(42);
        Assert.Equal(2, Take(42));
        Assert.True(_skeleton.Maps.Seen.MayContain(42));
    }

    [Fact]
    public void A_hash_map_per_processor_has_a_value_for_each()
    {
        for (int i = 0; i < 20; i++)
            Take(i % 2);

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
    public void A_program_array_sends_tail_calls()
    {
        byte[] packet = new byte[64];
        Assert.Equal(1, (int)_skeleton.Programs.First.TestRun(packet).ReturnValue);
        _skeleton.Maps.Next.Set(1, _skeleton.Programs.Second);
        Assert.Equal(2, (int)_skeleton.Programs.First.TestRun(packet).ReturnValue);
        Assert.True(_skeleton.Maps.Next.Clear(1));
        Assert.False(_skeleton.Maps.Next.Clear(1));
        Assert.Equal(Errno.E2BIG, Assert.Throws<BpfException>(() => _skeleton.Maps.Next.Set(2, _skeleton.Programs.Second)).Errno);
    }

    // The value is the payload of an Ethernet frame; a filter sees packets from behind their header.
    private int Take(long value)
    {
        byte[] packet = new byte[64];
        MemoryMarshal.Write(packet.AsSpan(14), in value);
        return (int)_skeleton.Programs.Take.TestRun(packet).ReturnValue;
    }
}
