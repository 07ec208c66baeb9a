using Bpf.Testing;

namespace Bpf.Samples.Tests;

public sealed class LibcLatencyTests
{
    public LibcLatencyTests() => KernelRequirement.NeedRoot();

    [Theory]
    [InlineData("uprobe_session")]
    [InlineData("uprobe_multi", "--pair")]
    public void EveryCallIsTimed(string attach, params string[] options)
    {
        SampleResult result = Sample.Run("LibcLatency", ["--json", .. options, "--", "dd", "if=/dev/zero", "of=/dev/null", "bs=1k", "count=500", "status=none"]).EndsWith(0);

        // dd reads 500 times; its C library does not read before that.
        Assert.Equal(500UL, result.Number("calls"));
        Assert.Equal(500UL, (ulong)result.Json().GetProperty("buckets").EnumerateArray().Sum(bucket => bucket.GetInt64()));
        Assert.True(result.Number("nanoseconds") > 500);
        Assert.Equal(attach, result.Text("attach"));
    }

    [Fact]
    public void FailedCallsAreDistinguished()
    {
        // Two writes to /dev/full.
        SampleResult result = Sample.Run("LibcLatency", "--json", "--function", "write", "--", "dd", "if=/dev/zero", "of=/dev/full", "bs=1", "count=1", "status=none");
        Assert.Equal(1, result.ExitCode);
        Assert.InRange(result.Number("failed"), 1UL, result.Number("calls"));
    }

    [Fact]
    public void PlotHasALinePerBucketAndTheSum()
    {
        string output = Sample.Run("LibcLatency", "--", "dd", "if=/dev/zero", "of=/dev/null", "bs=1k", "count=100", "status=none").EndsWith(0).Output;
        Assert.Contains("read()", output, StringComparison.Ordinal);
        Assert.Contains("█", output, StringComparison.Ordinal);
        Assert.Contains("100 calls, 0 failed", output, StringComparison.Ordinal);
    }

    [Fact]
    public void CtrlCEndsTheCommandAndStillReports()
    {
        string file = Path.Combine(Path.GetTempPath(), $"bpf-samples-{Guid.NewGuid():N}");
        try
        {
            SampleResult result = Sample.Interrupt("LibcLatency", file, "--json", "--", "sh", "-c", $"touch {file}; exec sleep 60");
            Assert.Equal("read", result.Text("function"));
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public void MistakesAreExplained()
    {
        Assert.Contains("indirect function", Sample.Run("LibcLatency", "--function", "strlen").EndsWith(1).Errors, StringComparison.Ordinal);
        Assert.Contains("Cannot start command", Sample.Run("LibcLatency", "--", "no-such-command").EndsWith(127).Errors, StringComparison.Ordinal);
        Assert.Contains("--seconds must be positive", Sample.Run("LibcLatency", "--seconds", "0").EndsWith(1).Errors, StringComparison.Ordinal);
    }
}
