namespace Bpf.Cli.Tests;

/// <summary>The pages about diagnostics, without a network.</summary>
public class ExplainTests
{
    [Theory]
    [InlineData("BPF0305")]
    [InlineData("bpf0305")]
    [InlineData("305")]
    public void PageIsPrinted(string id)
    {
        string output = BpfCommand.Run("explain", id).Succeed().Output;

        Assert.StartsWith("# BPF0305: Map value is used without a check\n", output, StringComparison.Ordinal);
        Assert.Contains("if (Counts.TryGetRef(pid, out BpfRef<ulong> count))", output, StringComparison.Ordinal);
    }

    [Fact]
    public void WithoutAnIdAllAreListed()
    {
        string[] titles = BpfCommand.Run("explain").Succeed().Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);

        Assert.Contains("BPF0603: libLLVM was not found", titles);
        Assert.All(titles, title => Assert.Matches("^BPF[0-9]{4}: .", title));
        Assert.True(titles.Length > 60, $"{titles.Length} diagnostics");
    }

    [Fact]
    public void UnknownIdIsAnErrorButKnownOnesArePrinted()
    {
        BpfCommand run = BpfCommand.Run("explain", "BPF0306", "BPF9999", "CS0103").Fail();

        Assert.StartsWith("# BPF0306: ", run.Output, StringComparison.Ordinal);
        Assert.Equal("bpf: There is no diagnostic 'BPF9999'. See: bpf explain\nbpf: There is no diagnostic 'CS0103'. See: bpf explain\n", run.Errors);
    }
}
