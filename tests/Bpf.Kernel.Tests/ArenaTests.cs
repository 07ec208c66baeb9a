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
}
