using Bpf.Testing;

namespace Bpf.Symbols.Tests.DotNet;

/// <summary>
/// The runtime's own perf map is the oracle: all its methods are found at their first, middle and last address, with their start, name, type arguments and
/// assembly, and with their tier where it is known. BPF_LONG_TESTS=1 adds the form that takes minutes to publish.
/// </summary>
public sealed class PerfMapTests(ITestOutputHelper output)
{
    private const string PerfMap = "DOTNET_PerfMapEnabled=3";

    [Fact]
    public void AllMethodsOfTheFrameworkHaveTheirNames() => Check(GuestForm.Framework, NameSource.RuntimeContract, [PerfMap]);

    [Fact]
    public void AllMethodsOfASingleFileHaveTheirNames() => Check(GuestForm.SingleFile, NameSource.RuntimeContract, [PerfMap]);

    [Fact]
    public void NamesDoNotNeedDiagnostics() => Check(GuestForm.Framework, NameSource.RuntimeContract, [PerfMap, "DOTNET_EnableDiagnostics=0"]);

    [Fact]
    public void NamesAreFoundWhereCodeIsWritable()
        => Check(GuestForm.Framework, NameSource.RuntimeContract, [PerfMap, "DOTNET_EnableWriteXorExecute=0", "DOTNET_TieredPGO=0"]);

    [Fact]
    public void NamesAreFoundInOtherNamespaces()
    {
        KernelRequirement.NeedRoot();
        KernelRequirement.NeedTool("unshare");
        Check(GuestForm.Framework, NameSource.RuntimeContract, [PerfMap], isIsolated: true);
    }

    [Theory]
    [InlineData(GuestForm.Version9)]
    [InlineData(GuestForm.Version8)]
    public void AllMethodsOfOlderRuntimesHaveTheirNames(GuestForm form) => Check(form, NameSource.RuntimeTable, [PerfMap]);

    [Fact]
    public void AllMethodsOfACompositeImageHaveTheirNames()
    {
        Assert.SkipUnless(Environment.GetEnvironmentVariable("BPF_LONG_TESTS") == "1", "Compiling the framework takes minutes; set BPF_LONG_TESTS=1.");
        Check(GuestForm.Composite, NameSource.RuntimeContract, [PerfMap]);
    }

    private void Check(GuestForm form, NameSource source, string[] environment, bool isIsolated = false)
    {
        using GuestProcess guest = new(form, environment, isIsolated);
        PerfMapComparison comparison = new(guest.Id, PerfMapEntry.Read(guest.PerfMap));
        output.WriteLine($"{form}: {comparison.Count} methods, {comparison.TiersKnown} with a tier");
        Assert.Equal(source, comparison.Source);
        Assert.True(comparison.Differences.Count == 0, $"{comparison.Differences.Count} of {comparison.Count}:\n{string.Join('\n', comparison.Differences)}");
        Assert.InRange(comparison.Count, 500, 100_000);
    }
}
