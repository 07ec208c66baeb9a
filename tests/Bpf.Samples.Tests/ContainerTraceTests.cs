using Bpf.Testing;

namespace Bpf.Samples.Tests;

public sealed class ContainerTraceTests
{
    public ContainerTraceTests()
    {
        KernelRequirement.NeedRoot();
        KernelRequirement.Need(Environment.OSVersion.Version >= new Version(6, 9), "tokens came with kernel 6.9");
    }

    [Fact]
    public void UprobeCountsWithAToken()
    {
        SampleResult result = Sample.Run("ContainerTrace", "--json", "--", "ls", "/").EndsWith(0);
        Assert.StartsWith("uprobe_multi ", result.Text("link"), StringComparison.Ordinal);
        Assert.InRange(result.Number("calls"), 10UL, 100_000UL);
        Assert.InRange(result.Number("bytes"), result.Number("calls"), ulong.MaxValue);
    }

    [Fact]
    public void ExitCodeIsThatOfTheCommand()
        => Assert.Equal(3UL, Sample.Run("ContainerTrace", "--json", "--", "sh", "-c", "exit 3").EndsWith(3).Number("exitCode"));

    [Fact]
    public void SingleUprobeIsRefusedWithReasonAndRemedy()
    {
        string errors = Sample.Run("ContainerTrace", "--single").EndsWith(1).Errors;
        Assert.Contains("perf_event_open", errors, StringComparison.Ordinal);
        Assert.Contains("token", errors, StringComparison.Ordinal);
        Assert.Contains("multi-uprobe", errors, StringComparison.Ordinal);
    }
}
