using Microsoft.CodeAnalysis;

namespace Bpf.Generators.Tests;

/// <summary>Types and accessibility of the members, and the section of each variable.</summary>
public sealed class MemberTypeTests
{
    [Theory]
    [InlineData("static int X;", "Bss", "int")]
    [InlineData("static int X = 0;", "Bss", "int")]
    [InlineData("static ulong X = default;", "Bss", "ulong")]
    [InlineData("static long X = (long)0;", "Bss", "long")]
    [InlineData("static S X = new();", "Bss", "Probe.S")]
    [InlineData("static S X = new() { A = 0 };", "Bss", "Probe.S")]
    [InlineData("static nuint X = nuint.Zero;", "Bss", "nuint")]
    [InlineData("static int X = 5;", "Data", "int")]
    [InlineData("const int Five = 5; static long X = Five - 4;", "Data", "long")]
    [InlineData("static E X = E.One;", "Data", "Probe.E")]
    [InlineData("static bool X = true;", "Data", "bool")]
    [InlineData("static char X = 'c';", "Data", "char")]
    [InlineData("static double X = -0.0;", "Data", "double")]
    [InlineData("static S X = new() { A = 1 };", "Data", "Probe.S")]
    [InlineData("static int X; static Probe() { X = 3; }", "Data", "int")]
    [InlineData("static int X; static Probe() { X = 0; }", "Bss", "int")]
    [InlineData("static readonly int X;", "Rodata", "int")]
    [InlineData("static readonly int X = 5;", "Rodata", "int")]
    [InlineData("static readonly System.ValueTuple<int, S> X;", "Rodata", "(int, Probe.S)")]
    [InlineData("static unsafe byte* X;", "Bss", "nuint")]
    [InlineData("volatile static int X;", "Bss", "int")]
    public void Static_field_is_in_its_section(string field, string group, string type)
    {
        GeneratorRun run = GeneratorRun.Of($$"""
            [Bpf.BpfObject] public static class Probe { public struct S { public int A; } public enum E : byte { Zero, One } {{field}} }
            """);
        INamedTypeSymbol skeleton = run.Type("ProbeSkeleton");
        INamedTypeSymbol only = Assert.Single(skeleton.GetTypeMembers());
        Assert.Equal(group + "Group", only.Name);
        IPropertySymbol property = Assert.Single(only.GetMembers("X").OfType<IPropertySymbol>());
        Assert.Equal(type, property.Type.ToDisplayString());
        Assert.Equal(group != "Rodata", property.ReturnsByRef);
        Assert.Equal(group == "Rodata", property.SetMethod is not null);
    }

    [Theory]
    [InlineData("const int X = 5;")]
    [InlineData("static string X = \"\";")]
    [InlineData("static int[] X = [1];")]
    [InlineData("static int X { get; set; }")]
    [InlineData("[System.ThreadStatic] static int X;")]
    [InlineData("[Bpf.Kconfig(\"CONFIG_HZ\")] static int X;")]
    [InlineData("[Bpf.KernelSymbol(\"jiffies\")] static ulong X;")]
    [InlineData("struct S; static S X;")]
    public void Other_members_are_no_variables(string member)
        => Assert.Empty(GeneratorRun.Of($"[Bpf.BpfObject] public static class Probe {{ {member} }}").Type("ProbeSkeleton").GetTypeMembers());

    [Theory]
    [InlineData("BpfHashMap<int, ulong>", "Bpf.Runtime.HashMap<int, ulong>", Accessibility.Public)]
    [InlineData("BpfArray<Probe.Visible>", "Bpf.Runtime.ArrayMap<Probe.Visible>", Accessibility.Public)]
    [InlineData("BpfRingBuffer<Elsewhere>", "Bpf.Runtime.RingBuffer<Elsewhere>", Accessibility.Internal)]
    [InlineData("BpfHashMap<int, Probe.Hidden>", "Bpf.Runtime.BpfMap", Accessibility.Public)]
    [InlineData("BpfPerCpuArray<int>", "Bpf.Runtime.PerCpuArray<int>", Accessibility.Public)]
    [InlineData("BpfPerfEventArray<Probe.Visible>", "Bpf.Runtime.PerfEventBuffer<Probe.Visible>", Accessibility.Public)]
    [InlineData("BpfUserRingBuffer", "Bpf.Runtime.UserRingBuffer", Accessibility.Public)]
    [InlineData("BpfTaskStorage<Probe.Visible>", "Bpf.Runtime.TaskStorage<Probe.Visible>", Accessibility.Public)]
    [InlineData("BpfSocketStorage<int>", "Bpf.Runtime.SocketStorage<int>", Accessibility.Public)]
    [InlineData("BpfInodeStorage<Elsewhere>", "Bpf.Runtime.InodeStorage<Elsewhere>", Accessibility.Internal)]
    [InlineData("BpfCgroupStorage<int>", "Bpf.Runtime.CgroupStorage<int>", Accessibility.Public)]
    [InlineData("BpfBloomFilter<int>", "Bpf.Runtime.BloomFilter<int>", Accessibility.Public)]
    public void Map_has_the_handle_of_its_declaration(string declared, string handle, Accessibility accessibility)
    {
        IPropertySymbol property = MapMember("[BpfMap(MaxEntries = 1)]", declared);
        Assert.Equal(handle, property.Type.ToDisplayString());
        Assert.Equal(accessibility, property.DeclaredAccessibility);
    }

    [Theory]
    [InlineData("[BpfInnerMap(BpfMapType.Hash)]", "BpfHashOfMaps<int, long, Probe.Visible>", "HashOfMaps<int, Bpf.Runtime.HashMap<long, Probe.Visible>>", Accessibility.Public)]
    [InlineData("[BpfInnerMap(BpfMapType.LruHash)]", "BpfArrayOfMaps<int, ulong>", "ArrayOfMaps<Bpf.Runtime.HashMap<int, ulong>>", Accessibility.Public)]
    [InlineData("[BpfInnerMap(BpfMapType.LpmTrie)]", "BpfArrayOfMaps<ulong, int>", "ArrayOfMaps<Bpf.Runtime.HashMap<ulong, int>>", Accessibility.Public)]
    [InlineData("[BpfInnerMap(BpfMapType.Array)]", "BpfArrayOfMaps<uint, long>", "ArrayOfMaps<Bpf.Runtime.ArrayMap<long>>", Accessibility.Public)]
    [InlineData("[BpfInnerMap(BpfMapType.PerCpuArray)]", "BpfArrayOfMaps<uint, long>", "ArrayOfMaps<Bpf.Runtime.PerCpuArray<long>>", Accessibility.Public)]
    [InlineData("[BpfInnerMap(BpfMapType.PerCpuHash)]", "BpfHashOfMaps<byte, uint, long>", "HashOfMaps<byte, Bpf.Runtime.PerCpuHashMap<uint, long>>", Accessibility.Public)]
    [InlineData("[BpfInnerMap(BpfMapType.CpuMap)]", "BpfArrayOfMaps<uint, long>", "ArrayOfMaps<Bpf.Runtime.BpfMap>", Accessibility.Public)]
    [InlineData("", "BpfArrayOfMaps<uint, long>", "ArrayOfMaps<Bpf.Runtime.HashMap<uint, long>>", Accessibility.Public)]
    [InlineData("[BpfInnerMap(BpfMapType.Hash)]", "BpfArrayOfMaps<uint, Elsewhere>", "ArrayOfMaps<Bpf.Runtime.HashMap<uint, Elsewhere>>", Accessibility.Internal)]
    [InlineData("[BpfInnerMap(BpfMapType.Hash)]", "BpfArrayOfMaps<uint, Probe.Hidden>", "BpfMap", Accessibility.Public)]
    public void Map_of_maps_gives_the_handle_of_its_inner_maps(string inner, string declared, string handle, Accessibility accessibility)
    {
        IPropertySymbol property = MapMember("[BpfMap(MaxEntries = 1)]" + inner, declared);
        Assert.Equal("Bpf.Runtime." + handle, property.Type.ToDisplayString());
        Assert.Equal(accessibility, property.DeclaredAccessibility);
    }

    [Fact]
    public void Type_beside_a_private_object_class_can_be_used()
    {
        GeneratorRun run = GeneratorRun.Of("""
            using Bpf;
            public partial class Tests
            {
                private struct Event { public int A; }
                private class Inner { public struct Deep; }
                [BpfObject] private static class Probe { static Event X; static Inner.Deep Y; }
            }
            """);
        Assert.Equal(["X", "Y"], run.Type("Tests+ProbeSkeleton+BssGroup").GetMembers().OfType<IPropertySymbol>().Select(static property => property.Name));
    }

    [Fact]
    public void Map_is_looked_up_by_its_name_in_the_object()
        => Assert.Contains(
            "new global::Bpf.Runtime.RingBuffer<global::Samples.MallocTop.Allocation>(this._object.Maps[\"large\"]);",
            GeneratorRun.Of(Resource.Read("MallocTop.cs")).Source,
            StringComparison.Ordinal);

    private static IPropertySymbol MapMember(string attributes, string declared)
    {
        GeneratorRun run = GeneratorRun.Of($$"""
            using Bpf;
            internal struct Elsewhere { public int A; }
            [BpfObject] public static class Probe
            {
                public struct Visible { public int A; }
                private struct Hidden { public int A; }
                {{attributes}} static readonly {{declared}} Map = new();
            }
            """);
        return Assert.Single(run.Type("ProbeSkeleton+MapGroup").GetMembers().OfType<IPropertySymbol>());
    }
}
