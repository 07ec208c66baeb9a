using System.Diagnostics;
using System.Reflection;
using System.Text.Json.Nodes;

namespace Bpf.Cli.Tests;

/// <summary>One run of the <c>bpf</c> command in a process of its own.</summary>
/// <param name="ExitCode">Exit code.</param>
/// <param name="Output">Standard output.</param>
/// <param name="Errors">Standard error.</param>
internal sealed record BpfCommand(int ExitCode, string Output, string Errors)
{
    private static readonly string s_command = typeof(BpfCommand).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == "Command").Value!;

    /// <summary>The lines of standard output as JSON.</summary>
    public IReadOnlyList<JsonNode> Json => [.. Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!)];

    /// <summary>Runs it.</summary>
    public static BpfCommand Run(params string[] arguments) => RunProcess("dotnet", [s_command, .. arguments]);

    /// <summary>Runs a shell script in which "$@" is the command with the arguments.</summary>
    public static BpfCommand RunIn(string script, params string[] arguments) => RunProcess("bash", ["-c", script, "bash", "dotnet", s_command, .. arguments]);

    // A command that waits forever ends with the exit code of timeout(1), 124.
    private static BpfCommand RunProcess(string program, string[] arguments)
    {
        ProcessStartInfo start = new("timeout", ["120", program, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true };
        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return new BpfCommand(process.ExitCode, output, errors.Result);
    }

    /// <summary>Requires success.</summary>
    public BpfCommand Succeed()
    {
        Assert.True(ExitCode == 0, $"{ExitCode}\n{Output}\n{Errors}");
        return this;
    }

    /// <summary>Requires a failure with a single message, without internal details.</summary>
    public BpfCommand Fail(int exitCode = 1)
    {
        Assert.Equal(exitCode, ExitCode);
        Assert.DoesNotContain("\n   at ", Output + Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("Unexpected failure", Output + Errors, StringComparison.Ordinal);
        return this;
    }
}
