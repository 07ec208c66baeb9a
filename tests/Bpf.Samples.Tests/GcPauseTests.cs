using Bpf.Testing;

namespace Bpf.Samples.Tests;

public sealed class GcPauseTests
{
    public GcPauseTests() => KernelRequirement.NeedRoot();

    [Fact]
    public void EveryRequestedCollectionIsReportedAsAPause()
    {
        SampleResult result = Sample.Run("GcPause", "--json", "--collections", "12").EndsWith(0);

        Assert.InRange(result.Number("begins"), 12UL, ulong.MaxValue);
        Assert.Equal(result.Number("begins"), result.Number("ends"));
        Assert.Equal(result.Number("begins"), result.Number("pauses"));
        // The argument of the USDT probe: only System.gc() collects the whole heap of this small program.
        Assert.Equal(12UL, result.Number("full"));
        Assert.StartsWith("uprobe_multi ", result.Text("link"), StringComparison.Ordinal);
    }

    [Fact]
    public void WithoutJavaItSaysWhatToInstall()
    {
        string errors = Sample.Run("GcPause", "--java", "/no/java").EndsWith(1).Errors;
        Assert.Contains("Cannot find Java '/no/java'", errors, StringComparison.Ordinal);
        Assert.Contains("Install a JDK", errors, StringComparison.Ordinal);
        Assert.Contains("libjvm.so", Sample.Run("GcPause", "--", "true").EndsWith(1).Errors, StringComparison.Ordinal);
    }
}
