using Bpf.TestSupport;

namespace Bpf.Samples.Tests;

public sealed class ContainerTraceTests
{
    public ContainerTraceTests()
    {
        KernelRequirement.NeedRoot();
        KernelRequirement.Need(Environment.OSVersion.Version >= new Version(6, 9), "tokens came with kernel 6.9");
    }

    [Fact]
    public void A_uprobe_counts_under_a_token()
    {
        SampleResult result = Sample.Run("ContainerTrace", "--json", "--", "ls", "/").EndsWith(0);
        Assert.StartsWith("uprobe_multi ", result.Text("link"), StringComparison.Ordinal);
        Assert.InRange(result.Number("calls"), 10UL, 100_000UL);
        Assert.InRange(result.Number("bytes"), result.Number("calls"), ulong.MaxValue);
    }

    [Fact]
    public void The_exit_code_is_the_commands()
        => Assert.Equal(3UL, Sample.Run("ContainerTrace", "--json", "--", "sh", "-c", "exit 3").EndsWith(3).Number("exitCode"));

    [Fact]
    public void A_single_uprobe_is_refused_with_reason_and_remedy()
    {
        string errors = Sample.Run("ContainerTrace", "--single").EndsWith(1).Errors;
        Assert.Contains("perf_event_open", errors, StringComparison.Ordinal);
        Assert.Contains("token", errors, StringComparison.Ordinal);
        Assert.Contains("multi-uprobe", errors, StringComparison.Ordinal);
    }
}
