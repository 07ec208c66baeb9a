using Bpf.Runtime;
using Bpf.Testing;
using Node = Bpf.Kernel.Tests.Arenas.Node;

namespace Bpf.Kernel.Tests;

/// <summary>The host walks, checks and extends what programs build in an arena.</summary>
public sealed class ArenaTests : IDisposable
{
    private const int Count = 10_000;
    private readonly ArenasSkeleton _skeleton;

    public ArenaTests()
    {
        KernelRequirement.NeedRoot();
        KernelRequirement.Need(Environment.OSVersion.Version >= new Version(6, 9), "arenas came with Linux 6.9");
        _skeleton = ArenasSkeleton.Open();
        _skeleton.Load();
    }

    private ArenaMap Memory => _skeleton.Maps.Memory;

    public void Dispose() => _skeleton.Dispose();

    [Fact]
    public void ListOfTenThousandNodesIsWalked()
    {
        BuildList();
        long expected = Count;
        for (BpfArenaPointer<Node> node = _skeleton.Bss.s_list; !node.IsNull; node = node.In(Memory).Next)
        {
            Assert.Equal(--expected, node.In(Memory).Value);
        }

        Assert.Equal(0, expected);
    }

    [Fact]
    public void ProgramSeesTheNodesOfTheHost()
    {
        BuildList();
        Span<Node> nodes = new BpfArenaPointer<Node>(Memory.Start + Memory.Length - (ulong)Environment.SystemPageSize).SpanIn(Memory, 3);
        for (int i = 0; i < nodes.Length; i++)
        {
            nodes[i] = new Node { Value = 1_000_000, Next = _skeleton.Bss.s_list };
            _skeleton.Bss.s_list = new(Memory.Start + Memory.Length - (ulong)Environment.SystemPageSize + (ulong)(16 * i));
        }

        Arenas.Call call = default;
        Assert.Equal(0U, _skeleton.Programs.AddUp.Run(ref call).ReturnValue);
        Assert.Equal((Count + 3, (Count * (Count - 1L) / 2) + 3_000_000), (call.Count, call.Sum));
    }

    [Fact]
    public void TableHoldsTheNumbers()
    {
        Arenas.Call call = default;
        Assert.Equal(0U, _skeleton.Programs.BuildTable.Run(ref call).ReturnValue);
        long[] expected = [.. Enumerable.Range(0, 500).Select(static number => number * 7919L % 1009).Order()];
        List<long> inTable = [];
        foreach (BpfArenaPointer<Node> bucket in _skeleton.Bss.s_table.SpanIn(Memory, Arenas.Buckets))
        {
            for (BpfArenaPointer<Node> node = bucket; !node.IsNull; node = node.In(Memory).Next)
            {
                inTable.Add(node.In(Memory).Value);
            }
        }

        Assert.Equal(expected, inTable.Order());
    }

    [Fact]
    public void SearchTreeIsReadAndExtendedByBothSides()
    {
        const int Prime = 1009;
        Arenas.Search search = default;
        Assert.Equal(0, Run(_skeleton.Programs.Find, ref search));
        for (int i = 0; i < Prime; i++)
        {
            search = new Arenas.Search { Key = (long)i * i * 31 % Prime, Value = i };
            bool isNew = Enumerable.Range(0, i).All(earlier => (long)earlier * earlier * 31 % Prime != search.Key);
            Assert.Equal(isNew ? 1 : 0, Run(_skeleton.Programs.Insert, ref search));
        }

        // Squares come in pairs, except that of 0.
        ref Arenas.Tree tree = ref _skeleton.Bss.s_tree.In(Memory);
        Assert.Equal((Prime + 1) / 2, tree.Count);
        long[] keys = [.. KeysOf(tree.Root)];
        Assert.Equal(keys.Order().Distinct(), keys);
        Assert.Equal(tree.Count, keys.Length);
        foreach (long key in keys)
        {
            search = new Arenas.Search { Key = key };
            Assert.Equal(1, Run(_skeleton.Programs.Find, ref search));
            Assert.Equal(key, search.Value * search.Value * 31 % Prime);
        }

        BpfArenaPointer<Arenas.Leaf> lowest = tree.Root;
        while (!lowest.In(Memory).Lower.IsNull)
        {
            lowest = lowest.In(Memory).Lower;
        }

        BpfArenaPointer<Arenas.Leaf> added = _skeleton.Bss.s_tree.As<Arenas.Leaf>().ElementAt(1 + tree.Count++);
        added.In(Memory) = new Arenas.Leaf { Key = -5, Value = 55 };
        lowest.In(Memory).Lower = added;
        search = new Arenas.Search { Key = -5 };
        Assert.Equal(1, Run(_skeleton.Programs.Find, ref search));
        Assert.Equal(55, search.Value);
        search = new Arenas.Search { Key = 5000 };
        Assert.Equal(0, Run(_skeleton.Programs.Find, ref search));
    }

    [Fact]
    public void ObjectsOfOneProcessHaveArenasOfTheirOwn()
    {
        using ArenasSkeleton other = ArenasSkeleton.Open();
        other.Load();
        BuildList();
        Assert.NotEqual(Memory.Start, other.Maps.Memory.Start);
        Assert.True(other.Bss.s_list.IsNull);
        Assert.Throws<ArgumentOutOfRangeException>(() => _skeleton.Bss.s_list.In(other.Maps.Memory).Value);
    }

    [Fact]
    public void PointersOutOfTheArenaAreRefused()
    {
        ulong end = Memory.Start + Memory.Length;
        Assert.True(Memory.Contains(end - 16, 16));
        Assert.False(Memory.Contains(end - 15, 16) || Memory.Contains(Memory.Start - 1, 1) || Memory.Contains(ulong.MaxValue, 16));
        Assert.False(Memory.Contains(Memory.Start, ulong.MaxValue));
        foreach (ulong address in new ulong[] { 0, end, end - 15, Memory.Start - 8, ulong.MaxValue })
        {
            ArgumentOutOfRangeException error = Assert.Throws<ArgumentOutOfRangeException>(() => new BpfArenaPointer<Node>(address).In(Memory).Value);
            Assert.Contains($"16 bytes at 0x{address:x} are not inside the arena 'Memory'", error.Message, StringComparison.Ordinal);
        }

        Assert.Throws<ArgumentOutOfRangeException>(() => new BpfArenaPointer<Node>(Memory.Start).SpanIn(Memory, int.MaxValue).Length);
        Assert.Throws<ArgumentOutOfRangeException>(() => new BpfArenaPointer<Node>(Memory.Start).SpanIn(Memory, -1).Length);
        using ArenasSkeleton unloaded = ArenasSkeleton.Open();
        Assert.Throws<BpfStateException>(() => unloaded.Maps.Memory.Start);
    }

    private void BuildList()
    {
        Arenas.Call call = default;
        Assert.Equal(0U, _skeleton.Programs.BuildList.Run(ref call).ReturnValue);
    }

    private static int Run(BpfProgram program, ref Arenas.Search search) => (int)program.Run(ref search).ReturnValue;

    private IEnumerable<long> KeysOf(BpfArenaPointer<Arenas.Leaf> leaf)
        => leaf.IsNull ? [] : [.. KeysOf(leaf.In(Memory).Lower), leaf.In(Memory).Key, .. KeysOf(leaf.In(Memory).Higher)];
}
