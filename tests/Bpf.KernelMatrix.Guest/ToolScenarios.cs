using System.Diagnostics;
using System.Text.Json;

namespace Bpf.KernelMatrix.Guest;

/// <summary>Tools of samples/Tools that need kernel functions or security hooks, run as a user runs them.</summary>
internal sealed class ToolScenarios(string directory)
{
    private string Files => Path.Combine(directory, "files");

    /// <summary>The scenarios; none where the tools were not built.</summary>
    public IEnumerable<Scenario> All => File.Exists(Path.Combine(directory, "tools"))
        ? [new("vfsstat", FileSystemCalls), new("denyopen", DeniedFile)]
        : [];

    private string FileSystemCalls() => string.Join("; ", Rows(Run(0, "vfsstat", "--json", "--", Files, "work", "/tmp"), "operation", "calls", "errors", "bytes"));

    private string DeniedFile()
    {
        string denied = Path.Combine("/tmp", "denied file");
        string name = Path.Combine("/tmp", "other name");
        string allowed = Path.Combine("/tmp", "allowed");
        File.WriteAllText(denied, "");
        File.WriteAllText(allowed, "");
        Link(denied, name);
        JsonElement result = Run(2, "denyopen", "--json", "--file", denied, "--", Files, "open", denied, allowed, name);
        File.ReadAllText(denied);
        return string.Join("; ", Rows(result, "name", "user", "file"));
    }

    private static void Link(string file, string name) => Scenario.Equal(0, Machine.Link(file, name), "link");

    private static IEnumerable<string> Rows(JsonElement result, params string[] columns)
        => result.GetProperty("rows").EnumerateArray().Select(row => string.Join(' ', columns.Select(column => row.GetProperty(column).ToString())));

    private JsonElement Run(int exitCode, params string[] arguments)
    {
        ProcessStartInfo start = new(Path.Combine(directory, "tools"), arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == exitCode
            ? JsonDocument.Parse(output).RootElement
            : throw new InvalidOperationException($"exit code {process.ExitCode}: {output}{errors.Result}");
    }
}
