using System.Text.Json;
using Bpf.Attach.Tests.Command;
using Bpf.Attach.Tests.Support;
using Bpf.Runtime;
using Bpf.Runtime.Attach;
using Bpf.Runtime.Attach.Symbols;
using Bpf.Runtime.Tests.Support;
using Bpf.Testing;

namespace Bpf.Attach.Tests.Uprobes;

/// <summary>Names of other languages that contain characters of globs, versions and offsets: an exact match in the file takes precedence.</summary>
public sealed class ExactNameTests : IClassFixture<ForeignNames>
{
    private readonly ForeignNames _names;
    private readonly string _path;

    public ExactNameTests(ForeignNames names)
    {
        KernelRequirement.NeedRoot();
        _names = names;
        _path = names.Path;
    }

    [Fact]
    public void EverySymbolIsFoundByItsOwnName()
    {
        BinarySymbols symbols = Binary.SymbolsOf(_path);
        BinarySymbols plain = Binary.SymbolsOf(_names.PlainPath);
        for (int i = 0; i < ForeignNames.All.Length; i++)
        {
            FunctionMatch match = symbols.ResolveAll(ForeignNames.All[i]);
            Assert.False(match.IsPattern, ForeignNames.All[i]);
            Assert.Equal([plain.Resolve($"f_{i:d2}")], match.Offsets);
            Assert.Equal(match.Offsets[0], symbols.Resolve(ForeignNames.All[i]));
            UprobeTarget parsed = UprobeTarget.Parse($"{_path}:{ForeignNames.All[i]}");
            Assert.Equal((_path, ForeignNames.All[i], 0UL), (parsed.Binary, parsed.Function, parsed.Offset));
        }
    }

    [Theory]
    [InlineData("ns::operator+", "_ZN2nsplERKNS_1AES2_")]
    [InlineData("ns::operator*", "_ZN2nsmlERKNS_1AES2_")]
    [InlineData("ns::operator*=", "_ZN2nsmLERKNS_1AES2_")]
    [InlineData("ns::operator*(ns::A const&, ns::A const&)", "_ZN2nsmlERKNS_1AES2_")]
    [InlineData("ns::cut(char*)", "_ZN2ns3cutEPc")]
    [InlineData("operator+", "_ZplRK1AS1_")]
    [InlineData("operator*", "_ZmlRK1AS1_")]
    [InlineData("operator*=", "_ZmLR1AS0_")]
    public void DemangledNameTakesPrecedenceOverAGlob(string name, string symbol)
    {
        FunctionMatch match = Binary.SymbolsOf(_path).ResolveAll(name);
        Assert.False(match.IsPattern);
        Assert.Equal([Binary.SymbolsOf(_path).Resolve(symbol)], match.Offsets);
    }

    [Theory]
    [InlineData("main.(*T).*", "main.(*T).Close", "main.(*T).Method", "main.(*T).Method-fm")]
    [InlineData("main.(*T).Me*", "main.(*T).Method", "main.(*T).Method-fm")]
    [InlineData("main.(*T).M?thod", "main.(*T).Method")]
    [InlineData("main.(*).Method", "main.(*BigT).Method", "main.(*T).Method")]
    [InlineData("main.*.Method", "main.(*BigT).Method", "main.(*T).Method")]
    [InlineData("main.(*gT).Method", "main.(*BigT).Method")]
    [InlineData("*/transport.(*loopyWriter).*", "google.golang.org/grpc/internal/transport.(*loopyWriter).writeHeader")]
    [InlineData("main.(*Gen[*]).Put", "main.(*Gen[go.shape.*uint8]).Put", "main.(*Gen[go.shape.uint8]).Put")]
    [InlineData("*Foo@Enumerable*", "*Foo@Enumerable(T)#each<&Proc(Nil)>:Nil", "*Foo@Enumerable(T)#map<&Proc(Nil)>:Nil")]
    [InlineData("*Foo#bar<*>:Nil", "*BigFoo#bar<Int32>:Nil", "*Foo#bar<Int32>:Nil")]
    [InlineData("ns::oper*", "_ZN2nsmLERKNS_1AES2_", "_ZN2nsmlERKNS_1AES2_", "_ZN2nsplERKNS_1AES2_")]
    [InlineData("ns::cut(*)", "_ZN2ns3cutEPKci", "_ZN2ns3cutEPc")]
    public void GlobExpandsToItsMatches(string glob, params string[] names)
    {
        FunctionMatch match = Binary.SymbolsOf(_path).ResolveAll(glob);
        Assert.True(match.IsPattern);
        Assert.Equal(names, Binary.SymbolsOf(_path).NamesAt(match.Offsets).Values.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData(ProbeMode.Auto)]
    [InlineData(ProbeMode.Single)]
    public void CallsAreCountedAndAnExactNameMatchesWhatPatternsDoNot(ProbeMode mode)
    {
        using CommandedProcess traced = new(_path);
        using BpfObject program = BpfObject.Open(CObject.Compile("uprobe"), "uprobe", new BpfObjectOptions { UprobeMode = mode });
        program.Load();
        UprobeProgram entry = program.Programs.Get<UprobeProgram>("on_entry");

        using (entry.Attach(UprobeTarget.File(_path, "main.(*T).Method"), new UprobeOptions { Cookies = [5] }))
        using (entry.Attach(UprobeTarget.File(_path), new UprobeOptions { Functions = ["*Foo#bar<Int32>:Nil", "ns::operator*", "main.(*T).Close"], Cookies = [100, 200, 300] }))
        {
            traced.Ask("run 3");
        }

        Assert.Equal(12UL, program.Globals.Reference<ulong>(".bss", "hits"));
        Assert.Equal(3 * 605UL, program.Globals.Reference<ulong>(".bss", "cookies"));
        using (program.Programs.Get<UprobeProgram>("on_return").Attach(UprobeTarget.File(_path, "main.(*T).*")))
        {
            traced.Ask("run 2");
        }

        Assert.Equal(6UL, program.Globals.Reference<ulong>(".bss", "returns"));
    }

    [Fact]
    public void SectionsAndTheCommandUseTheSameSyntax()
    {
        string elf = Path.Combine(Path.GetDirectoryName(_path)!, "sections.bpf.o");
        string[] names = ["main.(*T).Method", "*Foo#empty?:Bool", "google.golang.org/grpc/internal/transport.(*loopyWriter).writeHeader", "main.(*Gen[go.shape.*uint8]).Put", "ns::operator*"];
        File.WriteAllBytes(elf, CObject.CompileText($$"""
            #include <linux/bpf.h>
            #include <bpf/bpf_helpers.h>
            char LICENSE[] SEC("license") = "GPL";
            {{string.Join("\n", names.Select((name, i) => $"__u64 hits_{i}; SEC(\"uprobe/{_path}:{name}\") int on_{i}(void *c) {{ __sync_fetch_and_add(&hits_{i}, 1); return 0; }}"))}}
            """));
        using (CommandedProcess traced = new(_path))
        using (BpfObject program = BpfObject.Open(elf))
        {
            program.Load();
            program.Attach();
            traced.Ask("run 4");
            Assert.All(Enumerable.Range(0, names.Length), i => Assert.Equal(4UL, program.Globals.Reference<ulong>(".bss", $"hits_{i}")));
        }

        foreach (string name in names)
        {
            (int exitCode, string output, string errors) = AttachRun.Run(elf, ["--json", "--program", "on_0", "--target", $"{_path}:{name}", "--for", "10ms"]);
            Assert.True(exitCode == 0, errors);
            JsonElement link = Assert.Single(AttachRun.Of(AttachRun.Lines(output), "link"));
            Assert.Equal($"{_path}:{name}", link.GetProperty("target").GetString());
            Assert.Equal(1, link.GetProperty("places").GetArrayLength());
        }
    }

    [Fact]
    public void NearNamesAreSymbolsToo()
    {
        SymbolException failure = Assert.Throws<SymbolException>(() => Binary.SymbolsOf(_path).Resolve("main.(*T).Methot"));
        Assert.Contains("Similar names: main.(*T).Method", failure.Message, StringComparison.Ordinal);
    }
}
