using System.Diagnostics;
using System.Reflection;
using System.Text.Json;

namespace Bpf.Attach.Tests.Support;

/// <summary>One finished run of the <c>bpf</c> command.</summary>
/// <param name="ExitCode">Exit code.</param>
/// <param name="Output">Standard output.</param>
/// <param name="Errors">Standard error.</param>
internal sealed record BpfTool(int ExitCode, string Output, string Errors)
{
    /// <summary>The program.</summary>
    public static string Path { get; } = System.IO.Path.Combine(
        typeof(BpfTool).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == "CliDirectory").Value!, "bpf");

    /// <summary>Runs it in a network namespace of its own.</summary>
    public static BpfTool RunApart(params string[] arguments) => RunApart([], arguments);

    /// <summary>Runs it in a network namespace of its own by another command, such as <c>setpriv</c> with options.</summary>
    public static BpfTool RunApart(string[] through, params string[] arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo("unshare", ["--net", .. through, Path, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        return End(process);
    }

    /// <summary>Waits for the end of a run.</summary>
    public static BpfTool End(Process process)
    {
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return new BpfTool(process.ExitCode, output, errors.Result);
    }

    /// <summary>The JSON objects of one kind in the output.</summary>
    public IReadOnlyList<JsonElement> Json(string kind)
        => [.. Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement).Where(line => line.TryGetProperty(kind, out _)).Select(line => line.GetProperty(kind))];
}
