using System.Diagnostics;

namespace Bpf.Sdk.Tests;

/// <summary>Runs programs as a user's shell would, without the environment variables of the test run.</summary>
internal static class Command
{
    private static readonly TimeSpan s_limit = TimeSpan.FromMinutes(10);

    public static CommandResult DotNet(string directory, params string[] arguments) => Run(directory, "dotnet", arguments);

    public static CommandResult Run(string directory, string file, IReadOnlyList<string> arguments, params (string Name, string? Value)[] environment)
    {
        ProcessStartInfo start = StartInfo(directory, file, arguments);
        foreach ((string name, string? value) in environment)
        {
            start.Environment[name] = value;
        }

        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> error = process.StandardError.ReadToEndAsync();
        if (!process.WaitForExit(s_limit))
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"{file} {string.Join(' ', arguments)} did not end in {s_limit}");
        }
        return new($"{file} {string.Join(' ', arguments)}", process.ExitCode, output.GetAwaiter().GetResult() + error.GetAwaiter().GetResult());
    }

    /// <summary>How to start a program, with its output redirected.</summary>
    public static ProcessStartInfo StartInfo(string directory, string file, IReadOnlyList<string> arguments)
    {
        ProcessStartInfo start = new(file, arguments)
        {
            WorkingDirectory = directory,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (string name in start.Environment.Keys.Where(IsOfTheTestRun).ToArray())
        {
            start.Environment.Remove(name);
        }

        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1";
        return start;
    }

    private static bool IsOfTheTestRun(string name)
        => name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)
            || name.StartsWith("VSTEST", StringComparison.OrdinalIgnoreCase)
            || name is "DOTNET_HOST_PATH" or "DOTNET_CLI_CONTEXT_VERBOSE" or "NUGET_PACKAGES" or "BPF_LLVM_PATH";
}
