using System.Diagnostics;
using System.Text.Json.Nodes;

namespace Bpf.Cli.Tests;

/// <summary><c>bpf stacks</c>.</summary>
public sealed class StacksTests
{
    [Fact]
    public void WaitingThreadsAreShownWithTheirFunctions()
    {
        using Process waiting = Process.Start(new ProcessStartInfo("sleep", ["1000"]))!;
        try
        {
            BpfCommand text = Wait(() => BpfCommand.Run("stacks", $"{waiting.Id}"), command => command.Output.Contains("nanosleep", StringComparison.Ordinal));
            Assert.Contains($"1 thread: {waiting.Id} sleep", text.Output);
            Assert.Contains("1 thread: 0 running, 1 waiting, 1 of those complete", text.Output);

            JsonNode thread = Assert.Single(BpfCommand.Run("stacks", $"{waiting.Id}", "--json").Succeed().Json);
            Assert.Equal((waiting.Id, "sleep", "ThreadStart"), ((int)thread["threadId"]!, (string)thread["name"]!, (string)thread["end"]!));
            Assert.Contains(thread["frames"]!.AsArray(), frame => (string?)frame!["module"] == "libc.so.6" && (string?)frame["kind"] == "Native");
        }
        finally
        {
            waiting.Kill();
        }
    }

    [Fact]
    public void ProcessesThatDoNotExistAreErrors()
    {
        BpfCommand text = BpfCommand.Run("stacks", $"{int.MaxValue}");
        Assert.Equal(1, text.ExitCode);
        Assert.Contains("ESRCH", text.Errors);
        Assert.Contains("ESRCH", (string)Assert.Single(BpfCommand.Run("stacks", $"{int.MaxValue}", "--json").Json)["error"]!);
        Assert.Equal(2, BpfCommand.Run("stacks", "0").ExitCode);
    }

    /// <summary>Without access to the process of another user, the error says what is missing.</summary>
    [Fact]
    public void MissingAccessIsExplained()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "this test changes its user");
        const string Script = "setpriv --reuid 65534 --clear-groups --inh-caps -all sleep 1000 > /dev/null 2>&1 & "
            + "setpriv --reuid 65533 --clear-groups --inh-caps -all \"$@\" $!; result=$?; kill $!; exit $result";
        BpfCommand command = BpfCommand.RunIn(Script, "stacks");
        Assert.Equal(1, command.ExitCode);
        Assert.Contains("EACCES", command.Errors);
        Assert.Contains("CAP_SYS_PTRACE", command.Errors);
    }

    private static BpfCommand Wait(Func<BpfCommand> run, Func<BpfCommand, bool> isDone)
    {
        BpfCommand result = run();
        SpinWait.SpinUntil(() => isDone(result) || isDone(result = run()), TimeSpan.FromSeconds(30));
        return result.Succeed();
    }
}
