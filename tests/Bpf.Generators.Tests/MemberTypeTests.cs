using Microsoft.CodeAnalysis;

namespace Bpf.Generators.Tests;

/// <summary>Types and accessibility of the members, and which variables are constants.</summary>
public sealed class MemberTypeTests
{
    [Theory]
    [InlineData("static int X;", "Variable", "int")]
    [InlineData("static int X = 0;", "Variable", "int")]
    [InlineData("static ulong X = default;", "Variable", "ulong")]
    [InlineData("static long X = (long)0;", "Variable", "long")]
    [InlineData("static S X = new();", "Variable", "Probe.S")]
    [InlineData("static S X = new() { A = 0 };", "Variable", "Probe.S")]
    [InlineData("static nuint X = nuint.Zero;", "Variable", "nuint")]
    [InlineData("static int X = 5;", "Variable", "int")]
    [InlineData("const int Five = 5; static long X = Five - 4;", "Variable", "long")]
    [InlineData("static E X = E.One;", "Variable", "Probe.E")]
    [InlineData("static bool X = true;", "Variable", "bool")]
    [InlineData("static char X = 'c';", "Variable", "char")]
    [InlineData("static double X = -0.0;", "Variable", "double")]
    [InlineData("static S X = new() { A = 1 };", "Variable", "Probe.S")]
    [InlineData("static int X; static Probe() { X = 3; }", "Variable", "int")]
    [InlineData("static int X; static Probe() { X = 0; }", "Variable", "int")]
    [InlineData("static readonly int X;", "Rodata", "int")]
    [InlineData("static readonly int X = 5;", "Rodata", "int")]
    [InlineData("static readonly System.ValueTuple<int, S> X;", "Rodata", "(int, Probe.S)")]
    [InlineData("static unsafe byte* X;", "Variable", "nuint")]
    [InlineData("volatile static int X;", "Variable", "int")]
    [InlineData("static S X = new S(0);", "Variable", "Probe.S")]
    [InlineData("static S X; static Probe() { X.A = 1; }", "Variable", "Probe.S")]
    [InlineData("static int? X;", "Variable", "int?")]
    [InlineData("static int? X = 5;", "Variable", "int?")]
    [InlineData("static readonly int? X = 5;", "Rodata", "int?")]
    [InlineData("static (int A, ulong B) X;", "Variable", "(int A, ulong B)")]
    [InlineData("static int X { get; set; }", "Variable", "int")]
    [InlineData("static int X { get; set; } = 5;", "Variable", "int")]
    [InlineData("static int X { get; } = 5;", "Rodata", "int")]
    [InlineData("static int X { get => field; set => field = value & 7; }", "Variable", "int")]
    public void StaticFieldIsAConstantOrAVariable(string field, string group, string type)
    {
        GeneratorRun run = GeneratorRun.Of($$"""
            [Bpf.BpfObject] public static class Probe { public struct S { public int A; public S(int a) => A = a; } public enum E : byte { Zero, One } {{field}} }
            """);
        INamedTypeSymbol skeleton = run.Type("ProbeSkeleton");
        INamedTypeSymbol only = Assert.Single(skeleton.GetTypeMembers());
        Assert.Equal(group + "Group", only.Name);
        IPropertySymbol property = Assert.Single(only.GetMembers("X").OfType<IPropertySymbol>());
        Assert.Equal(type, property.Type.ToDisplayString());
        Assert.Equal(group != "Rodata", property.ReturnsByRef);
        Assert.Equal(group == "Rodata", property.SetMethod is not null);
        Assert.Equal(
            group == "Rodata" ? ["Rodata"] : ["Data", "Bss"],
            skeleton.GetMembers().OfType<IPropertySymbol>().Where(member => SymbolEqualityComparer.Default.Equals(member.Type, only)).Select(static member => member.Name));
        string list = group == "Rodata" ? "Constants" : "Variables";
        Assert.Contains($"[global::Bpf.BpfSkeleton(typeof(global::Probe), {list} = new[] {{ \"X\" }})]", run.Source, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "Rodata")]
    [InlineData("long sum = X[a & 7] + X.Length + X[^1]; foreach (int x in X) sum += x; return sum;", "Rodata")]
    [InlineData("System.ReadOnlySpan<int> span = X; return span[1];", "Rodata")]
    [InlineData("return Sum(in X[1]) + nameof(X).Length;", "Rodata")]
    [InlineData("ref readonly int x = ref X[1]; return x;", "Rodata")]
    [InlineData("return X[1].CompareTo(5) + (X[2] > 3 ? X[4] : -X[5]);", "Rodata")]
    [InlineData("X[a & 7] = 1;", "Variable")]
    [InlineData("X[a & 7]++;", "Variable")]
    [InlineData("X[1] += 2;", "Variable")]
    [InlineData("(X[0], X[1]) = (X[1], X[0]);", "Variable")]
    [InlineData("ref int x = ref X[1]; x = 2;", "Variable")]
    [InlineData("ref int x = ref a > 5 ? ref X[1] : ref X[2]; x = 2;", "Variable")]
    [InlineData("Set(ref X[1]);", "Variable")]
    [InlineData("Out(out X[1]);", "Variable")]
    [InlineData("Deeper(2);", "Variable")]
    [InlineData("System.Span<int> span = X; span[1] = 2;", "Variable")]
    [InlineData("System.MemoryExtensions.AsSpan(X)[1] = 2;", "Variable")]
    [InlineData("System.Threading.Interlocked.Increment(ref X[1]);", "Variable")]
    [InlineData("unsafe { fixed (int* x = X) x[1] = 2; }", "Variable")]
    [InlineData("unsafe { fixed (int* x = &X[1]) *x = 2; }", "Variable")]
    [InlineData("System.Runtime.CompilerServices.Unsafe.Add(ref X[0], 3) = 2;", "Variable")]
    [InlineData("System.Runtime.InteropServices.MemoryMarshal.GetArrayDataReference(X) = 2;", "Variable")]
    [InlineData("int[] x = X; x[1] = 2;", "Variable")]
    [InlineData("local(); void local() => X[1] = 2;", "Variable")]
    public void ReadonlyArrayIsAConstantUnlessAProgramMayWriteIt(string statements, string group)
    {
        GeneratorRun run = GeneratorRun.Of($$"""
            using Bpf;
            [BpfObject] public static class Probe
            {
                static readonly int[] X = new int[8];
                static int Sum(in int x) => x;
                static void Set(ref int x) => x = 1;
                static void Out(out int x) => x = 1;
                static void Deeper(int depth) => Nested.Write();
                static class Nested { public static void Write() => X[3] = 5; }
                static void NeverCalled() => X[1] = 2;
                [Uprobe("a:b")] static long Run(UprobeContext context, int a) { {{statements}} return 0; }
            }
            """.Replace(" return 0; }", statements.Contains("return", StringComparison.Ordinal) ? " }" : " return 0; }", StringComparison.Ordinal));
        INamedTypeSymbol only = Assert.Single(run.Type("ProbeSkeleton").GetTypeMembers(), static type => type.Name is not "ProgramGroup" and not "LinkGroup");
        Assert.Equal(group + "Group", only.Name);
        IPropertySymbol property = Assert.Single(only.GetMembers("X").OfType<IPropertySymbol>());
        Assert.Equal(group == "Rodata" ? "System.ReadOnlySpan<int>" : "System.Span<int>", property.Type.ToDisplayString());
        Assert.Equal(group == "Rodata", property.SetMethod is not null);
    }

    [Theory]
    [InlineData("static int[] X = new int[8];", "Variable")]
    [InlineData("static int[] X = [0, 0];", "Variable")]
    [InlineData("static int[] X = [0, 1];", "Variable")]
    [InlineData("static int[] X = Make(); static int[] Make() => new int[3];", "Variable")]
    [InlineData("static readonly int[] X = new int[8]; static Probe() { X[1] = 5; }", "Rodata")]
    [InlineData("static int[] X; static Probe() { X = new int[3]; }", "Variable")]
    [InlineData("static readonly int?[] X = [1, null];", "Rodata")]
    [InlineData("static int?[] X = new int?[3];", "Variable")]
    public void ArrayIsAConstantOrAVariable(string declaration, string group)
        => Assert.Equal(group + "Group", Assert.Single(GeneratorRun.Of($"[Bpf.BpfObject] public static class Probe {{ {declaration} }}").Type("ProbeSkeleton").GetTypeMembers()).Name);

    [Theory]
    [InlineData("const int X = 5;")]
    [InlineData("static string X = \"\";")]
    [InlineData("static int[] X;")]
    [InlineData("static readonly int[] X = [];")]
    [InlineData("static readonly int[] X = new int[0];")]
    [InlineData("static readonly int[] X = System.Array.Empty<int>();")]
    [InlineData("static int[] X = null!;")]
    [InlineData("static int[] X; static Probe() { X = null!; }")]
    [InlineData("static string[] X = [\"\"];")]
    [InlineData("static int[,] X = new int[2, 2];")]
    [InlineData("static int[] X { get; } = [1];")]
    [InlineData("static int X => 5;")]
    [InlineData("[System.ThreadStatic] static int X;")]
    [InlineData("[Bpf.Kconfig(\"CONFIG_HZ\")] static int X;")]
    [InlineData("[Bpf.KernelSymbol(\"jiffies\")] static ulong X;")]
    [InlineData("struct S; static S X;")]
    public void OtherMembersAreNotVariables(string member)
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
    public void MapHasTheHandleOfItsDeclaration(string declared, string handle, Accessibility accessibility)
    {
        IPropertySymbol property = MapMember("[BpfMap(MaxEntries = 1)]", declared);
        Assert.Equal(handle, property.Type.ToDisplayString());
        Assert.Equal(accessibility, property.DeclaredAccessibility);
    }

    [Theory]
    [InlineData("[BpfInnerMap(MapType.Hash)]", "BpfHashOfMaps<int, long, Probe.Visible>", "HashOfMaps<int, Bpf.Runtime.HashMap<long, Probe.Visible>>", Accessibility.Public)]
    [InlineData("[BpfInnerMap(MapType.LruHash)]", "BpfArrayOfMaps<int, ulong>", "ArrayOfMaps<Bpf.Runtime.HashMap<int, ulong>>", Accessibility.Public)]
    [InlineData("[BpfInnerMap(MapType.LpmTrie)]", "BpfArrayOfMaps<ulong, int>", "ArrayOfMaps<Bpf.Runtime.HashMap<ulong, int>>", Accessibility.Public)]
    [InlineData("[BpfInnerMap(MapType.Array)]", "BpfArrayOfMaps<uint, long>", "ArrayOfMaps<Bpf.Runtime.ArrayMap<long>>", Accessibility.Public)]
    [InlineData("[BpfInnerMap(MapType.PerCpuArray)]", "BpfArrayOfMaps<uint, long>", "ArrayOfMaps<Bpf.Runtime.PerCpuArray<long>>", Accessibility.Public)]
    [InlineData("[BpfInnerMap(MapType.PerCpuHash)]", "BpfHashOfMaps<byte, uint, long>", "HashOfMaps<byte, Bpf.Runtime.PerCpuHashMap<uint, long>>", Accessibility.Public)]
    [InlineData("[BpfInnerMap(MapType.CpuMap)]", "BpfArrayOfMaps<uint, long>", "ArrayOfMaps<Bpf.Runtime.BpfMap>", Accessibility.Public)]
    [InlineData("", "BpfArrayOfMaps<uint, long>", "ArrayOfMaps<Bpf.Runtime.HashMap<uint, long>>", Accessibility.Public)]
    [InlineData("[BpfInnerMap(MapType.Hash)]", "BpfArrayOfMaps<uint, Elsewhere>", "ArrayOfMaps<Bpf.Runtime.HashMap<uint, Elsewhere>>", Accessibility.Internal)]
    [InlineData("[BpfInnerMap(MapType.Hash)]", "BpfArrayOfMaps<uint, Probe.Hidden>", "BpfMap", Accessibility.Public)]
    public void MapOfMapsReturnsTheHandleOfItsInnerMaps(string inner, string declared, string handle, Accessibility accessibility)
    {
        IPropertySymbol property = MapMember("[BpfMap(MaxEntries = 1)]" + inner, declared);
        Assert.Equal("Bpf.Runtime." + handle, property.Type.ToDisplayString());
        Assert.Equal(accessibility, property.DeclaredAccessibility);
    }

    [Fact]
    public void TypeNextToAPrivateObjectClassCanBeUsed()
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
        Assert.Equal(["X", "Y"], run.Type("Tests+ProbeSkeleton+VariableGroup").GetMembers().OfType<IPropertySymbol>().Select(static property => property.Name));
    }

    [Fact]
    public void MapIsLookedUpByItsNameInTheObject()
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
