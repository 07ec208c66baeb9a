using Bpf.Testing;

namespace Bpf.Samples.Tests;

public sealed class MallocTopTests
{
    public MallocTopTests() => KernelRequirement.NeedRoot();

    [Theory]
    [InlineData("uprobe_multi")]
    [InlineData("perf_event", "--single")]
    public void MallocsOfACommandAreCounted(string attach, params string[] options)
    {
        SampleResult result = Sample.Run("MallocTop", ["--json", "--large", "1000", .. options, "--", "ls", "-l", "/"]).EndsWith(0);
        Assert.Equal(attach, result.Text("attach"));
        Assert.InRange(result.Number("calls"), 10UL, 100_000UL);
        Assert.InRange(result.Number("events"), 1UL, result.Number("calls"));
        Assert.Equal(0UL, result.Number("lost"));
    }
}
