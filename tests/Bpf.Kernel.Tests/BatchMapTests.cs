using Bpf.Runtime;
using Bpf.Testing;

namespace Bpf.Kernel.Tests;

/// <summary>Many entries at once, for maps that support batches and for tries, which do so only in part.</summary>
public sealed class BatchMapTests : IDisposable
{
    private const int Entries = 2000;
    private readonly ConveniencesSkeleton _skeleton;

    public BatchMapTests()
    {
        KernelRequirement.NeedRoot();
        _skeleton = ConveniencesSkeleton.Open();
        _skeleton.Load();
    }

    public void Dispose() => _skeleton.Dispose();

    [Fact]
    public void HashMapsAreFilledCountedDrainedAndCleared()
    {
        Check(_skeleton.Maps.Hash, static i => i);
        Check(_skeleton.Maps.Lru, static i => i);
        Check(_skeleton.Maps.Trie, static i => 32 | ((ulong)i << 32));
    }

    [Fact]
    public void PerCpuMapsHaveTheShapeOfPlainOnes()
    {
        int[] ones = [.. Enumerable.Repeat(1, PerCpuHashMap<int, int>.CpuCount)];
        for (int i = 0; i < 100; i++)
        {
            _skeleton.Maps.PerCpu[i] = [.. ones.Select((_, cpu) => i + cpu)];
        }

        Assert.Equal(100, _skeleton.Maps.PerCpu.Count);
        Dictionary<int, int> sums = _skeleton.Maps.PerCpu.Sums().ToDictionary(static entry => entry.Key, static entry => entry.Value);
        Assert.All(sums, entry => Assert.Equal(ones.Select((_, cpu) => entry.Key + cpu).Sum(), entry.Value));
        Assert.Equal(ones.Length - 1 + 7, _skeleton.Maps.PerCpu.Combine(Math.Max).Single(static entry => entry.Key == 7).Value);
        Assert.Equal(100, _skeleton.Maps.PerCpu.Drain().Count(entry => entry.Values.Length == ones.Length && entry.Values[0] == entry.Key));
        Assert.Empty(_skeleton.Maps.PerCpu);

        _skeleton.Maps.Cells[299] = ones;
        List<int[]> cells = [.. _skeleton.Maps.Cells];
        Assert.Equal(300, cells.Count);
        Assert.Equal(ones, cells[299]);
        Assert.Equal(ones.Length, _skeleton.Maps.Cells.Sums().Last());
    }

    [Fact]
    public void FullMapSaysHowManyEntriesWereWritten()
    {
        int[] keys = [.. Enumerable.Range(0, 6000)];
        BpfException exception = Assert.Throws<BpfException>(() => _skeleton.Maps.Hash.Update(keys, new long[keys.Length]));
        Assert.Equal(Errno.E2BIG, exception.Errno);
        Assert.Contains($"{_skeleton.Maps.Hash.Count} of 6000 entries were written. The map is full", exception.Message);
        Assert.Throws<ArgumentException>(() => _skeleton.Maps.Hash.Update(keys, new long[1]));
        Assert.Contains("The map is full", Assert.Throws<BpfException>(() => _skeleton.Maps.Hash.TryAdd(6000, 1)).Message);
    }

    private static void Check<TKey>(HashMap<TKey, long> map, Func<int, TKey> key)
        where TKey : unmanaged
    {
        TKey[] keys = [.. Enumerable.Range(0, Entries).Select(key)];
        long[] values = [.. Enumerable.Range(0, Entries).Select(static i => (long)i * i)];
        map.Update([], []);
        map.Update(keys, values);
        Assert.Equal(Entries, map.Count);
        Assert.Equal(values[999], map[keys[999]]);

        // Keys that are absent, at the start, in the middle and at the end.
        Assert.Equal(3, map.Remove([key(4000), keys[0], key(4001), keys[5], keys[7], key(4002)]));
        Assert.Equal(0, map.Remove([]));
        Assert.Equal(0, map.Remove([keys[0]]));

        Dictionary<TKey, long> drained = map.Drain().ToDictionary(static entry => entry.Key, static entry => entry.Value);
        Assert.Equal(Entries - 3, drained.Count);
        Assert.All(drained, entry => Assert.Equal(values[Array.IndexOf(keys, entry.Key)], entry.Value));
        Assert.Equal(0, map.Count);
        Assert.Empty(map.Drain());

        map.Update(keys, values);
        map.Clear();
        Assert.Empty(map);
    }
}
