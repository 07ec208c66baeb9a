using System.Text.Json;

namespace Bpf.Samples.Tests;

/// <summary>The result of a sample.</summary>
internal sealed record SampleResult(int ExitCode, string Output, string Errors)
{
    /// <summary>The last line of output, of a run with --json that succeeded.</summary>
    public JsonElement Json()
    {
        Assert.True(Output.Length > 0, $"no output; exit code {ExitCode}, errors: {Errors}");
        return JsonDocument.Parse(Output.TrimEnd('\n').Split('\n')[^1]).RootElement;
    }

    /// <summary>A number of the JSON object.</summary>
    public ulong Number(string name) => Json().GetProperty(name).GetUInt64();

    /// <summary>A string of the JSON object.</summary>
    public string Text(string name) => Json().GetProperty(name).GetString()!;

    /// <summary>Fails the test unless the sample ended with an exit code.</summary>
    public SampleResult EndsWith(int exitCode)
    {
        Assert.True(ExitCode == exitCode, $"exit code {ExitCode}, not {exitCode}; output: {Output}; errors: {Errors}");
        return this;
    }
}
