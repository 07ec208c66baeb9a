using System.Diagnostics;
using System.Text.Json;
using Bpf.Attach.Tests.Support;
using Bpf.Testing;

namespace Bpf.Attach.Tests.Command;

/// <summary>Runs of <c>bpf attach</c> and the lines of JSON that they write.</summary>
internal static class AttachRun
{
    /// <summary>Starts it.</summary>
    public static Process Start(string file, string[] options) => InterruptibleProcess.Start(BpfTool.Path, ["attach", file, .. options]);

    /// <summary>Runs it to its end.</summary>
    public static (int ExitCode, string Output, string Errors) Run(string file, string[] options)
    {
        using Process process = Start(file, options);
        (int exitCode, string output, string errors) = BpfTool.End(process);
        return (exitCode, output, errors);
    }

    /// <summary>A command that lets the target call its functions.</summary>
    public static string[] Calls(CTarget target, int count)
    {
        // The target reads commands from standard input, which the shell redirects without starting another process.
        return ["--", "sh", "-c", $"exec {target.Path} <<END >/dev/null\nrun {count}\nEND\n"];
    }

    public static JsonElement[] Lines(string output)
        => [.. output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement)];

    public static JsonElement[] Of(JsonElement[] lines, string kind)
        => [.. lines.Where(line => line.TryGetProperty(kind, out _)).Select(line => line.GetProperty(kind))];
}
