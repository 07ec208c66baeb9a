using System.Text.RegularExpressions;
using Bpf.Compiler.Tests.Kernel;
using Bpf.Runtime;
using Bpf.Testing;
using Microsoft.CodeAnalysis;

namespace Bpf.Compiler.Tests;

/// <summary>Debug information of an object.</summary>
[Trait("Category", "Full")]
public sealed class DebugInfoTests
{
    private const string Source = """
        [BpfObject(License = "GPL")]
        public static unsafe class Sample
        {
            public struct Pair { public int First; public long Second; public fixed byte Name[16]; }
            public enum Color : byte { Red, Green = 7 }

            [BpfMap(MaxEntries = 1)] static readonly BpfHashMap<int, Pair> Left = new();
            [BpfMap(MaxEntries = 1)] static readonly BpfHashMap<int, Pair> Right = new();
            static Pair s_pair;
            static Color s_color;

            [Xdp] public static int One(XdpContext context)
            {
                if (Left.TryGetRef(1, out BpfRef<Pair> pair))
                    return Sum(ref pair.Value, (int)context.IngressInterface);
                return 1;
            }

            [Xdp] public static int Two(XdpContext context)
                => Right.TryGetRef(2, out BpfRef<Pair> pair) ? Sum(ref pair.Value, 3) : (int)s_color + s_pair.First;

            [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
            static int Sum(ref Pair pair, int bonusPoints) => pair.First + (int)pair.Second + bonusPoints;
        }
        """;

    [Fact]
    public void TypesSharedByProgramsAppearOnce()
    {
        string dump = KernelLoad.BtfDump(Compile(OptimizationLevel.Release));
        Assert.Single(Regex.Matches(dump, "STRUCT 'Pair'"));
        Assert.Single(Regex.Matches(dump, "INT 'int' "));
        Assert.Single(Regex.Matches(dump, "'Color'"));
        Assert.Matches(@"STRUCT 'Pair' size=32 vlen=3\s+'First' type_id=\d+ bits_offset=0\s+'Second' type_id=\d+ bits_offset=64\s+'Name' type_id=\d+ bits_offset=128", dump);
        Assert.Matches(@"'Green' val=7", dump);
    }

    [Fact]
    public void FunctionsHaveTheirArgumentNames()
    {
        string dump = KernelLoad.BtfDump(Compile(OptimizationLevel.Release));
        Assert.Matches(@"FUNC 'One' type_id=\d+ linkage=global", dump);
        Assert.Matches(@"FUNC 'Sum' type_id=\d+ linkage=static", dump);
        Assert.Matches(@"FUNC_PROTO '\(anon\)' ret_type_id=\d+ vlen=2\s+'pair' type_id=\d+\s+'bonusPoints' type_id=\d+", dump);
    }

    [Fact]
    public void LineInfoHasFileLineColumnAndText()
    {
        KernelRequirement.NeedRoot();
        string directory = Directory.CreateTempSubdirectory("bpfc-test-").FullName;
        try
        {
            string file = Path.Combine(directory, "Program.cs");
            File.WriteAllText(file, Source);
            string assembly = SourceCompiler.Compile(directory, "Sample", OptimizationLevel.Release, file, Source);
            CompiledObject compiled = BpfCompilation.Compile(new CompilationRequest
            {
                AssemblyPath = assembly,
                References = SourceCompiler.References,
                Architectures = [KernelRun.HostArchitecture],
            }).Objects[0];
            using BpfObject bpf = BpfObject.Open(compiled.Bytes, "Sample");
            bpf.Load();
            string id = bpf.Programs["One"].GetInfo().Id.ToString(System.Globalization.CultureInfo.InvariantCulture);
            (int code, string listing) = KernelLoad.Run("bpftool", "prog", "dump", "xlated", "id", id, "linum");
            Assert.True(code == 0, listing);
            Assert.Contains($"; return Sum(ref pair.Value, (int)context.IngressInterface); [file:{file} line_num:15 line_col:13]", listing, StringComparison.Ordinal);
            Assert.Matches(@"int Sum\(struct Pair \* pair, int bonusPoints\):", listing);
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    private static CompiledObject Compile(OptimizationLevel optimization)
        => BpfSource.CompileObjects(Source, optimization, architectures: KernelRun.HostArchitecture)[0];
}
