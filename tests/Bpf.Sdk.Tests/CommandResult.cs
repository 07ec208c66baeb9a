namespace Bpf.Sdk.Tests;

/// <summary>The result of a command.</summary>
internal sealed record CommandResult(string Command, int ExitCode, string Output)
{
    /// <summary>Distinct canonical error lines; MSBuild repeats them in its summary.</summary>
    public IReadOnlyList<string> Errors => Lines("error ");

    public IReadOnlyList<string> Warnings => Lines("warning ");

    public CommandResult Succeed()
    {
        Assert.True(ExitCode == 0, $"'{Command}' ended with {ExitCode}:\n{Output}");
        return this;
    }

    public CommandResult Fail()
    {
        Assert.True(ExitCode != 0, $"'{Command}' should have failed:\n{Output}");
        return this;
    }

    // "file(1,2): error ID: text", and "tool : category error : text" for what MSBuild takes for an error.
    private string[] Lines(string mark) =>
        [.. Output.Split('\n').Where(line => line.Contains(": " + mark, StringComparison.Ordinal) || line.Contains($" {mark}:", StringComparison.Ordinal))
            .Select(line => line.Trim()).Distinct()];
}
