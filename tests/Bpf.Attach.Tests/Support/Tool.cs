using System.Diagnostics;

namespace Bpf.Attach.Tests.Support;

/// <summary>Runs a command of the machine.</summary>
internal static class Tool
{
    /// <summary>Runs it to its end and gives its standard output.</summary>
    public static string Run(string command, params string[] arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo(command, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? output : throw new InvalidOperationException($"{command} failed: {errors.Result}");
    }
}
