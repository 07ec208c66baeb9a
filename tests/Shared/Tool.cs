using System.Diagnostics;

namespace Bpf.Testing;

/// <summary>Runs commands of the machine: compilers, and the tools whose answers are compared with ours.</summary>
internal static class Tool
{
    /// <summary>Runs a command to its end and returns its standard output; a test that needs a command that is not installed is skipped.</summary>
    /// <exception cref="InvalidOperationException">The command failed; the message has its standard error.</exception>
    public static string Run(string command, params string[] arguments)
    {
        KernelRequirement.NeedTool(command);
        using Process process = Process.Start(new ProcessStartInfo(command, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? output : throw new InvalidOperationException($"{command} failed: {errors.Result}");
    }
}
