namespace Bpf.Sdk.Tests;

/// <summary>One row of the consumer matrix: a project of one shape, run in every way, attaches to itself and reads a number.</summary>
public abstract class Matrix
{
    [Theory]
    [InlineData(ConsumerMode.Run)]
    [InlineData(ConsumerMode.SingleFile)]
    [InlineData(ConsumerMode.Trimmed)]
    [InlineData(ConsumerMode.NativeAot)]
    public void AttachesAndReadsANumber(ConsumerMode mode)
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "loading BPF programs needs root here");

        CommandResult run = Create().Run(mode, Project, Arguments);

        Assert.Contains("calls 5", run.Output, StringComparison.Ordinal);
    }

    /// <summary>The project or file to run.</summary>
    protected abstract string Project { get; }

    protected virtual string[] Arguments => [];

    private protected abstract ConsumerShape Create();
}
