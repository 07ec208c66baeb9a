using Bpf.Runtime;
using Bpf.Runtime.Tests.Support;
using Bpf.Testing;

namespace Bpf.Attach.Tests.Uprobes;

/// <summary>C++ functions by the names in their source.</summary>
public sealed class SourceNameTests : IDisposable
{
    private readonly CTarget _target;

    public SourceNameTests()
    {
        KernelRequirement.NeedRoot();
        _target = new CTarget(Path.Combine(AppContext.BaseDirectory, "targets", "shapes.cpp"));
    }

    public void Dispose() => _target.Dispose();

    [Theory]
    [InlineData("shapes::Square::area", 1)]
    [InlineData("shapes::Square::area() const", 1)]
    [InlineData("shapes::Square::gr*", 2)]
    [InlineData("shapes::Square::grow(long,char)", 1)]
    [InlineData("shapes::Square::*", 3)]
    [InlineData("shapes::twice<int>", 1)]
    [InlineData("long shapes::twice<long>(long)", 1)]
    [InlineData("shapes::twice<*>", 2)]
    [InlineData("*::Square::area", 1)]
    public void CallsAreCounted(string function, int functions)
    {
        foreach (ProbeMode mode in (ProbeMode[])[ProbeMode.Auto, ProbeMode.Single])
        {
            using CommandedProcess traced = new(_target.Path);
            using BpfObject program = BpfObject.Open(CObject.Compile("uprobe"), "uprobe", new BpfObjectOptions { UprobeMode = mode });
            program.Load();
            program.Programs.Get<UprobeProgram>("on_entry").Attach(UprobeTarget.Parse($"{_target.Path}:{function}"));
            traced.Ask("run 6");
            Assert.Equal(6UL * (ulong)functions, program.Globals.Reference<ulong>(".bss", "hits"));
        }
    }

    [Fact]
    public void OverloadsNeedTheirParametersAndSimilarNamesAreSuggested()
    {
        using BpfObject program = BpfObject.Open(CObject.Compile("uprobe"), "uprobe");
        program.Load();
        UprobeProgram entry = program.Programs.Get<UprobeProgram>("on_entry");

        SymbolException ambiguous = Assert.Throws<SymbolException>(() => entry.Attach(UprobeTarget.File(_target.Path, "shapes::Square::grow")));
        Assert.Contains("shapes::Square::grow(int)", ambiguous.Message, StringComparison.Ordinal);
        Assert.Contains("shapes::Square::grow(long, char)", ambiguous.Message, StringComparison.Ordinal);

        SymbolException unknown = Assert.Throws<SymbolException>(() => entry.Attach(UprobeTarget.File(_target.Path, "shapes::Square::arena")));
        Assert.Contains("Similar names: shapes::Square::area", unknown.Message, StringComparison.Ordinal);
    }
}
