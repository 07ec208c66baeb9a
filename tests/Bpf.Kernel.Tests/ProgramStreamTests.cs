using Bpf.Runtime;
using Bpf.Testing;

namespace Bpf.Kernel.Tests;

/// <summary>The output and error streams of programs.</summary>
public sealed class ProgramStreamTests : IDisposable
{
    private const int NoSpace = -28; // -ENOSPC
    private const int NoMemory = -12; // -ENOMEM, always where a virtual machine initializes its memory late (deferred_init=lazy)
    private const string Expected = "start\nvalue 10, 0000000a, 100 % of text, 010 1\n";
    private readonly ProgramStreamsSkeleton _skeleton;

    public ProgramStreamTests()
    {
        KernelRequirement.NeedRoot();
        KernelRequirement.Need(Environment.OSVersion.Version >= new Version(6, 17), "streams of programs came with Linux 6.17");
        _skeleton = ProgramStreamsSkeleton.Open();
        _skeleton.Load();
    }

    public void Dispose() => _skeleton.Dispose();

    [Fact]
    public void OutputAndErrorsAreReadOnce()
    {
        BpfProgram program = _skeleton.Programs.Print;
        Assert.Equal("", program.ReadOutput());
        if (!TryPrint())
        {
            return;
        }

        Assert.Equal(Expected, program.ReadOutput());
        Assert.Equal("", program.ReadOutput());
        Assert.Equal("no 10\nend\n", program.ReadOutput(ProgramStream.Error));
        Assert.Equal("", _skeleton.Programs.Fill.ReadOutput());
    }

    [Fact]
    public async Task OutputIsReadAsItComes()
    {
        using CancellationTokenSource end = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        string text = "";
        int rounds = 1;
        if (!TryPrint())
        {
            return;
        }

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (string piece in _skeleton.Programs.Print.ReadOutputAsync(interval: TimeSpan.FromMilliseconds(1), cancellation: end.Token))
            {
                Assert.NotEmpty(piece);
                text += piece;
                if (text.Length == Expected.Length * rounds)
                {
                    if (++rounds > 3)
                    {
                        await end.CancelAsync();
                        continue;
                    }

                    Assert.True(TryPrint());
                }
            }
        });
        Assert.Equal(string.Concat(Enumerable.Repeat(Expected, 3)), text);
        Assert.Throws<ArgumentOutOfRangeException>(() => _skeleton.Programs.Print.ReadOutputAsync(interval: TimeSpan.Zero, cancellation: end.Token));
    }

    [Fact]
    public void FullStreamRefusesMoreAndLosesNothing()
    {
        ProgramStreams.Call call = default;
        _skeleton.Programs.Fill.Run(ref call);
        Assert.Contains(call.Result, new[] { NoSpace, NoMemory });
        string[] lines = _skeleton.Programs.Fill.ReadOutput().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(Enumerable.Range(0, call.Count), lines.Select(int.Parse));
    }

    [Fact]
    public void TheKernelReportsAccessesToMissingPages()
    {
        KernelRequirement.Need(Environment.OSVersion.Version >= new Version(6, 18), "the kernel reports them since Linux 6.18");
        if (!TryPrint())
        {
            return;
        }

        _skeleton.Programs.Print.ReadOutput(ProgramStream.Error);
        ProgramStreams.Call call = default;
        _skeleton.Programs.ReadNothing.Run(ref call);
        Assert.Contains("Arena READ access at unmapped address", _skeleton.Programs.ReadNothing.ReadOutput(ProgramStream.Error), StringComparison.Ordinal);
        Assert.Equal("", _skeleton.Programs.Print.ReadOutput(ProgramStream.Error));
    }

    [Fact]
    public void WrongUseIsExplained()
    {
        using ProgramStreamsSkeleton unloaded = ProgramStreamsSkeleton.Open();
        Assert.Throws<BpfStateException>(() => unloaded.Programs.Print.ReadOutput());
        BpfException error = Assert.Throws<BpfException>(() => _skeleton.Programs.Print.ReadOutput((ProgramStream)9));
        Assert.Contains("The stream is 9", error.Message, StringComparison.Ordinal);
    }

    // False when the kernel has no memory for text; then it keeps none.
    private bool TryPrint()
    {
        ProgramStreams.Call call = new() { Value = 10 };
        _skeleton.Programs.Print.Run(ref call);
        if (call.Result == NoMemory)
        {
            Assert.Equal("", _skeleton.Programs.Print.ReadOutput() + _skeleton.Programs.Print.ReadOutput(ProgramStream.Error));
            return false;
        }

        Assert.Equal(0, call.Result);
        return true;
    }
}
