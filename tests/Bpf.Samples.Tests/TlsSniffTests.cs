using Bpf.Testing;

namespace Bpf.Samples.Tests;

public sealed class TlsSniffTests
{
    public TlsSniffTests() => KernelRequirement.NeedRoot();

    [Fact]
    public void BothDirectionsAreSeenInPlainText()
    {
        SampleResult result = Sample.Run("TlsSniff", "--json").EndsWith(0);
        Assert.StartsWith("POST /drawer HTTP/1.1\n", result.Text("sent"), StringComparison.Ordinal);
        Assert.EndsWith("\nuser=ada&password=lovelace", result.Text("sent"), StringComparison.Ordinal);
        Assert.StartsWith("HTTP/1.1 200 OK\n", result.Text("received"), StringComparison.Ordinal);
        Assert.EndsWith("\nThe cake is in the second drawer.\n", result.Text("received"), StringComparison.Ordinal);
        Assert.Equal((ulong)result.Text("received").Length + 4, result.Number("receivedBytes")); // the carriage returns of four lines
        Assert.Equal(0UL, result.Number("lostChunks"));
    }

    [Fact]
    public void TranscriptIsPrintedIncrementally()
    {
        string output = Sample.Run("TlsSniff").EndsWith(0).Output;
        Assert.Contains("▶ sent", output, StringComparison.Ordinal);
        Assert.Contains("◀ received", output, StringComparison.Ordinal);
        Assert.Contains("password=lovelace", output, StringComparison.Ordinal);
    }
}
