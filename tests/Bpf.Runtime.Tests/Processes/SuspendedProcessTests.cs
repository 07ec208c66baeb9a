using System.Diagnostics;
using Bpf.Runtime;

namespace Bpf.Runtime.Tests.Processes;

public sealed class SuspendedProcessTests
{
    [Fact]
    public async Task RunsNothingBeforeResumeAndEverythingAfter()
    {
        string marker = Path.Combine(Path.GetTempPath(), $"bpf-suspended-{Guid.NewGuid():N}");
        using SuspendedProcess process = SuspendedProcess.Start("/usr/bin/touch", marker);
        await Task.Delay(200, TestContext.Current.CancellationToken);

        Assert.False(File.Exists(marker));
        Assert.Equal("/usr/bin/touch", new FileInfo($"/proc/{process.ProcessId}/exe").LinkTarget);
        Assert.DoesNotContain("libc", File.ReadAllText($"/proc/{process.ProcessId}/maps"), StringComparison.Ordinal);

        process.Resume();
        Assert.Equal(0, await process.WaitForExitAsync());
        Assert.True(File.Exists(marker));
        File.Delete(marker);
    }

    [Theory]
    [InlineData("exit 7", 7)]
    [InlineData("kill -TERM $$", 128 + 15)]
    [InlineData("test \"$1\" = 'two words' && exit 3", 3)]
    public async Task ReturnsTheExitCode(string script, int expected)
    {
        using SuspendedProcess process = SuspendedProcess.Start("sh", "-c", script, "sh", "two words");
        process.Resume();
        Assert.Equal(expected, await process.WaitForExitAsync());
    }

    [Fact]
    public async Task TerminateEndsIt()
    {
        using SuspendedProcess process = SuspendedProcess.Start("sleep", "100");
        process.Resume();
        process.Terminate();
        Assert.Equal(128 + 15, await process.WaitForExitAsync());
    }

    [Fact]
    public void DisposeKillsAProcessThatWasNeverResumed()
    {
        int id;
        using (SuspendedProcess process = SuspendedProcess.Start("sleep", "100"))
        {
            id = process.ProcessId;
            Assert.True(Directory.Exists($"/proc/{id}"));
        }

        Assert.False(Directory.Exists($"/proc/{id}"));
    }

    [Fact]
    public void MissingCommandIsReported()
    {
        CommandNotFoundException onPath = Assert.Throws<CommandNotFoundException>(() => SuspendedProcess.Start("no-such-command-anywhere"));
        Assert.Contains("no-such-command-anywhere", onPath.Message, StringComparison.Ordinal);
        Assert.Contains("PATH", onPath.Message, StringComparison.Ordinal);
        Assert.Contains("no such file", Assert.Throws<CommandNotFoundException>(() => SuspendedProcess.Start("/no/such/file")).Message, StringComparison.Ordinal);
        Assert.Contains("not executable", Assert.Throws<CommandNotFoundException>(() => SuspendedProcess.Start("/etc/passwd")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task OtherChildrenOfTheProcessAreLeftAlone()
    {
        using SuspendedProcess suspended = SuspendedProcess.Start("sleep", "0.2");
        using Process ordinary = Process.Start("sh", "-c \"exit 5\"");
        await ordinary.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(5, ordinary.ExitCode);

        suspended.Resume();
        Assert.Equal(0, await suspended.WaitForExitAsync());
    }

    [Fact]
    public async Task DeathBySignalIsReportedAsInAShell()
    {
        using SuspendedProcess process = SuspendedProcess.Start("sh", "-c", "kill -PIPE $$; exit 0");
        process.Resume();
        Assert.Equal(128 + 13, await process.WaitForExitAsync());
    }
}
