using Bpf.Runtime.Tests.Support;
using Bpf.Testing;

namespace Bpf.Runtime.Tests;

/// <summary>Handles of maps of maps in clang objects, and what they refuse.</summary>
public sealed class MapOfMapsTests : IDisposable
{
    private readonly BpfObject _object = BpfObject.Open(
        CObject.CompileText("""
            #include "common.h"
            struct inner { __uint(type, BPF_MAP_TYPE_HASH); __uint(max_entries, 4); __type(key, int); __type(value, long); };
            struct inner first SEC(".maps"), second SEC(".maps");
            struct { __uint(type, BPF_MAP_TYPE_HASH); __uint(max_entries, 4); __type(key, int); __type(value, int); } other SEC(".maps");
            struct { __uint(type, BPF_MAP_TYPE_ARRAY_OF_MAPS); __uint(max_entries, 3); __type(key, int); __array(values, struct inner); } slots SEC(".maps") = { .values = { [2] = &first } };
            struct { __uint(type, BPF_MAP_TYPE_HASH_OF_MAPS); __uint(max_entries, 300); __type(key, long); __array(values, struct inner); } table SEC(".maps");
            """),
        "maps");

    public MapOfMapsTests()
    {
        KernelRequirement.NeedRoot();
        _object.Load();
        Slots = new ArrayOfMaps<HashMap<int, long>>(_object.Maps["slots"]);
        Table = new HashOfMaps<long, HashMap<int, long>>(_object.Maps["table"]);
        First = new HashMap<int, long>(_object.Maps["first"]);
        Second = new HashMap<int, long>(_object.Maps["second"]);
    }

    private ArrayOfMaps<HashMap<int, long>> Slots { get; }

    private HashOfMaps<long, HashMap<int, long>> Table { get; }

    private HashMap<int, long> First { get; }

    private HashMap<int, long> Second { get; }

    public void Dispose() => _object.Dispose();

    /// <summary>clang 19 writes a forward declaration for a struct that only an inner map names.</summary>
    [Theory]
    [InlineData("struct pair", "int", "'pair', the key type of map 'slots.inner'")]
    [InlineData("int", "struct pair", "'pair', the value type of map 'slots.inner'")]
    public void TypesWithoutMembersAreRefusedWithTheirMap(string key, string value, string named)
    {
        byte[] bytes = CObject.CompileText($$"""
            #include "common.h"
            struct pair { long a, b; };
            struct inner { __uint(type, BPF_MAP_TYPE_HASH); __uint(max_entries, 4); __type(key, {{key}}); __type(value, {{value}}); };
            struct { __uint(type, BPF_MAP_TYPE_ARRAY_OF_MAPS); __uint(max_entries, 3); __type(key, int); __array(values, struct inner); } slots SEC(".maps");
            """);

        BpfObjectFormatException refusal = Assert.Throws<BpfObjectFormatException>(() => BpfObject.Open(bytes, "maps"));

        Assert.Contains(named, refusal.Message, StringComparison.Ordinal);
        Assert.Contains("global variable of the type", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void InitialMapsAreInTheirSlots()
    {
        First[1] = 11;
        Assert.Equal([(2, First.Map.Id)], Slots);
        Assert.True(Slots.TryGetMap(2, out HashMap<int, long>? inner));
        using (inner.Map)
        {
            Assert.Equal(11, inner[1]);
        }

        Slots.Set(2, Second);
        Assert.True(Slots.TryGetId(2, out uint id));
        Assert.Equal(Second.Map.Id, id);
        Assert.False(Slots.TryGetMap(0, out _));
        Assert.False(Slots.TryGetMap(3, out _));
    }

    [Fact]
    public void EveryKeyIsSeenOnce()
    {
        for (long key = 0; key < 250; key++)
        {
            Table.Set(key, key % 2 == 0 ? First : Second);
        }

        Assert.Equal(Enumerable.Range(0, 250).Select(key => ((long)key, (key % 2 == 0 ? First : Second).Map.Id)), Table.Order());
    }

    [Fact]
    public void InnerMapsOfAnyTypeHaveTheUntypedHandle()
    {
        HashOfMaps<long, BpfMap> table = new(Table.Map);
        table.Set(1, First.Map);
        Assert.True(table.TryGetMap(1, out BpfMap? inner));
        using (inner)
        {
            Assert.Equal((First.Map.Id, MapType.Hash), (inner.Id, inner.Type));
        }
    }

    [Fact]
    public void MapThatDiffersFromTheTemplateIsRefused()
    {
        HashMap<int, int> other = new(_object.Maps["other"]);
        BpfException exception = Assert.Throws<BpfException>(() => new HashOfMaps<long, HashMap<int, int>>(Table.Map).Set(1, other));
        Assert.Equal(("put map", "other", "table", Errno.EINVAL), (exception.Operation, exception.Subject, exception.Target, exception.Errno));
        Assert.StartsWith("Map 'other' has value size 4 instead of 8. ", exception.Advice, StringComparison.Ordinal);
        Assert.Empty(Table);
    }

    [Fact]
    public void WrongHandleForInnerMapsIsRefused()
    {
        HashOfMaps<long, ArrayMap<long>> wrong = new(Table.Map);
        Table.Set(1, First);
        Assert.Contains("It is a map of type Hash; expected: Array.", Assert.Throws<BpfException>(() => wrong.TryGetMap(1, out _)).Message, StringComparison.Ordinal);
        Assert.Contains("expected: Array.", Assert.Throws<BpfException>(() => wrong.CreateInner()).Message, StringComparison.Ordinal);
        Assert.Equal(1, DescriptorsOf(First.Map.Id));
        Assert.Contains("expected: ArrayOfMaps.", Assert.Throws<BpfException>(() => new ArrayOfMaps<BpfMap>(Table.Map)).Message, StringComparison.Ordinal);
        Assert.Contains("key is 8 bytes, not 4", Assert.Throws<BpfException>(() => new HashOfMaps<int, BpfMap>(Table.Map)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void WithoutTheObjectThereIsNoTemplate()
    {
        using BpfMap opened = BpfMap.OpenId(Table.Map.Id);
        HashOfMaps<long, HashMap<int, long>> table = new(opened);
        BpfStateException exception = Assert.Throws<BpfStateException>(() => table.CreateInner());
        Assert.Contains("opened by path or id", exception.Message, StringComparison.Ordinal);
        table.Set(5, First);
        Assert.Equal([(5L, First.Map.Id)], Table);
        HashMap<int, int> other = new(_object.Maps["other"]);
        Assert.StartsWith("Inner maps must match the template", Assert.Throws<BpfException>(() => new HashOfMaps<long, HashMap<int, int>>(opened).Set(1, other)).Advice, StringComparison.Ordinal);
    }

    [Fact]
    public void OpeningTheInnerMapNeedsCapSysAdmin() => ThreadCapabilities.RunWithout(ThreadCapabilities.SystemAdministration, () =>
    {
        // All the rest does not.
        HashMap<int, long> created = Table.CreateInner();
        using (created.Map)
        {
            Table.Set(1, created);
        }

        Assert.True(Table.TryGetId(1, out uint id));
        Assert.Equal([(1L, id)], Table);
        BpfPermissionException exception = Assert.Throws<BpfPermissionException>(() => Table.TryGetMap(1, out _));
        Assert.Equal("CAP_SYS_ADMIN in the initial user namespace", exception.MissingCapability);
        Assert.Contains("a BPF token is not enough", exception.Message, StringComparison.Ordinal);
        Assert.True(Table.Remove(1));
    });

    [Fact]
    public void MapOfMapsThatIsNotLoadedCreatesNothing()
    {
        using BpfObject target = BpfObject.Open(CObject.CompileText("""
            #include "common.h"
            struct inner { __uint(type, BPF_MAP_TYPE_ARRAY); __uint(max_entries, 1); __type(key, int); __type(value, int); };
            struct { __uint(type, BPF_MAP_TYPE_ARRAY_OF_MAPS); __uint(max_entries, 1); __type(key, int); __array(values, struct inner); } slots SEC(".maps");
            """), "unloaded");
        ArrayOfMaps<ArrayMap<int>> slots = new(target.Maps["slots"]);
        Assert.Throws<BpfStateException>(() => slots.CreateInner());
        Assert.Throws<BpfStateException>(() => slots.Set(0, new ArrayMap<int>(target.Maps["slots"].InnerMap!)));
    }

    private static int DescriptorsOf(uint map)
        => Directory.EnumerateFiles("/proc/self/fdinfo").Count(path => TryReadText(path).Contains($"map_id:\t{map}\n", StringComparison.Ordinal));

    // Some are closed by the time they are read, such as that of the directory.
    private static string TryReadText(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (IOException)
        {
            return "";
        }
    }
}
