using System.Diagnostics;
using System.Text.Json;
using Bpf.Runtime.Tests.Support;
using Bpf.Testing;
using static Bpf.Attach.Tests.Command.AttachRun;

namespace Bpf.Attach.Tests.Command;

/// <summary>The command <c>bpf attach</c> with real objects and targets.</summary>
public sealed class AttachCommandTests : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("bpf-attach-");
    private readonly CTarget _target;
    private readonly string _object;

    public AttachCommandTests()
    {
        KernelRequirement.NeedRoot();
        _target = new CTarget(Path.Combine(AppContext.BaseDirectory, "targets", "functions.c"));
        _object = Path.Combine(_directory.FullName, "records.bpf.o");
        File.WriteAllBytes(_object, CObject.Compile("records"));
    }

    public void Dispose()
    {
        _target.Dispose();
        _directory.Delete(recursive: true);
    }

    [Theory]
    [InlineData("uprobe_multi")]
    [InlineData("perf_event", "--single")]
    public void LinksRecordsMapsAndVariablesAreShown(string mode, params string[] options)
    {
        (int exitCode, string output, string errors) = Run(["--json", "--program", "on_call", "--target", $"{_target.Path}:visible_function", .. options, .. Calls(10)]);
        Assert.True(exitCode == 0, errors);
        JsonElement[] lines = Lines(output);

        JsonElement link = Assert.Single(Of(lines, "link"));
        Assert.Equal("on_call", link.GetProperty("program").GetString());
        Assert.Equal(mode, link.GetProperty("mode").GetString());
        Assert.Equal($"{_target.Path}:visible_function", link.GetProperty("target").GetString());
        Assert.NotEqual("", link.GetProperty("reason").GetString());
        JsonElement place = Assert.Single(link.GetProperty("places").EnumerateArray());
        Assert.Equal((_target.Path, "visible_function"), (place.GetProperty("file").GetString(), place.GetProperty("symbol").GetString()));

        JsonElement[] records = Records(lines, "events");
        Assert.Equal(Enumerable.Range(0, 10), records.Select(record => record.GetProperty("value").GetProperty("value").GetInt32()));
        Assert.All(records, record => Assert.Equal("event", record.GetProperty("type").GetString()));
        Assert.Equal("ODD", records[3].GetProperty("value").GetProperty("parity").GetString());
        Assert.Equal("functions", records[3].GetProperty("value").GetProperty("command").GetString());

        JsonElement[] samples = Records(lines, "samples");
        Assert.Equal(Enumerable.Range(0, 10).Select(i => i * 2), samples.Select(record => record.GetProperty("value").GetProperty("twice").GetInt32()).Order());
        Assert.All(samples, record => Assert.Equal("sample", record.GetProperty("type").GetString()));

        JsonElement[] pairs = Records(lines, "pairs");
        Assert.Equal(Enumerable.Range(1, 10), pairs.Select(record => record.GetProperty("value").GetProperty("second").GetInt32()));
        Assert.All(pairs, record => Assert.Equal("pair", record.GetProperty("type").GetString()));

        JsonElement calls = Assert.Single(Of(lines, "map"), map => map.GetProperty("name").GetString() == "calls");
        Assert.Equal(
            ["EVEN 5", "ODD 5"],
            calls.GetProperty("entries").EnumerateArray().Select(entry => $"{entry.GetProperty("key").GetString()} {entry.GetProperty("value").GetInt32()}").Order());
        JsonElement perCpu = Assert.Single(Of(lines, "map"), map => map.GetProperty("name").GetString() == "per_cpu");
        JsonElement only = Assert.Single(perCpu.GetProperty("entries").EnumerateArray());
        Assert.Equal(-10, only.GetProperty("value").EnumerateArray().Sum(value => value.GetInt32()));
        Assert.Equal(10, Assert.Single(Of(lines, "variables")).GetProperty("values").GetProperty("hits").GetInt32());
    }

    [Fact]
    public void PatternIsOneLinkWithItsSymbols()
    {
        (_, string output, _) = Run(["--json", "--program", "on_call", "--target", $"{_target.Path}:*_function", .. Calls(4)]);
        JsonElement[] places = [.. Assert.Single(Of(Lines(output), "link")).GetProperty("places").EnumerateArray()];
        Assert.Equal(["hidden_function", "visible_function", "weak_function"], places.Select(place => place.GetProperty("symbol").GetString()).Order());
        Assert.All(places, place => Assert.NotEqual(0, place.GetProperty("offset").GetInt64()));
        Assert.Equal(12, Records(Lines(output), "events").Length);
    }

    [Fact]
    public void CookieReachesTheProgramAndTextOutputIsReadable()
    {
        (int exitCode, string output, string errors) = Run(["--program", "on_call", "--cookie", "77", "--target", $"{_target.Path}:weak_function", .. Calls(2)]);
        Assert.True(exitCode == 0, errors);
        Assert.Contains($"on_call: uprobe_multi {_target.Path}:weak_function (1 offset) at weak_function 0x", output, StringComparison.Ordinal);
        Assert.Contains("events: event { value = 1, parity = ODD, command = \"functions\" }", output, StringComparison.Ordinal);
        Assert.Contains("  cookie = 77\n", output, StringComparison.Ordinal);
        Assert.Contains("map calls (Hash): 2 entries\n", output, StringComparison.Ordinal);
    }

    [Fact]
    public void SessionRunsAtEntryAndReturn()
    {
        KernelRequirement.Need(Runtime.KernelFeatures.For(null).UprobeSession.IsSupported, "uprobe sessions came with kernel 6.13");
        (int exitCode, string output, string errors) = Run(["--json", "--program", "on_call", "--session", "--target", $"{_target.Path}:visible_function", .. Calls(6)]);
        Assert.True(exitCode == 0, errors);
        Assert.Equal("uprobe_session", Assert.Single(Of(Lines(output), "link")).GetProperty("mode").GetString());
        Assert.Equal(12, Records(Lines(output), "events").Length);
    }

    [Fact]
    public void RunningProcessIsTracedForTheGivenTime()
    {
        using CommandedProcess traced = new(_target.Path);
        using Process command = Start(["--json", "--program", "on_call", "--target", $"{_target.Path}:visible_function", "--pid", $"{traced.Id}", "--for", "1500ms"]);
        string link = command.StandardOutput.ReadLine()!;
        Assert.StartsWith("{\"link\":", link, StringComparison.Ordinal);
        traced.Ask("run 7");
        string rest = command.StandardOutput.ReadToEnd();
        command.WaitForExit();
        traced.Ask("run 7");
        Assert.Equal(0, command.ExitCode);
        Assert.Equal(7, Records(Lines(rest), "events").Length);
    }

    [Fact]
    public void CtrlCDetachesAndShowsTheMaps()
    {
        using CommandedProcess traced = new(_target.Path);
        using Process command = Start(["--json", "--program", "on_call", "--target", $"{_target.Path}:visible_function", "--pid", $"{traced.Id}"]);
        Assert.StartsWith("{\"link\":", command.StandardOutput.ReadLine(), StringComparison.Ordinal);
        traced.Ask("run 3");
        Process.Start("kill", ["-INT", $"{command.Id}"]).WaitForExit();
        string rest = command.StandardOutput.ReadToEnd();
        command.WaitForExit();
        Assert.Equal(0, command.ExitCode);
        Assert.Equal(3, Assert.Single(Of(Lines(rest), "variables")).GetProperty("values").GetProperty("hits").GetInt32());
    }

    [Theory]
    [InlineData(1, "None of its programs has a target")]
    [InlineData(1, "no such program", "--program", "on_cal")]
    [InlineData(1, "is not a uprobe target", "--program", "on_call", "--target", "nothing")]
    [InlineData(2, "--target, --direction, --cookie and --session need --program", "--cookie", "3")]
    [InlineData(2, "'5x' is not a duration", "--for", "5x")]
    [InlineData(1, "the queues are events, pairs, samples", "--record", "event=event", "--program", "on_call", "--target", "libc:malloc", "--", "true")]
    public void MistakesAreExplained(int code, string expected, params string[] options)
    {
        (int exitCode, _, string errors) = Run(options);
        Assert.Equal(code, exitCode);
        Assert.Contains(expected, errors, StringComparison.Ordinal);
    }

    [Fact]
    public void ExitCodeIsThatOfTheCommand()
    {
        Assert.Equal(5, Run(["--program", "on_call", "--target", "libc:fflush", "--", "sh", "-c", "exit 5"]).ExitCode);
        Assert.Equal(127, Run(["--program", "on_call", "--target", "libc:fflush", "--", "no-such-command"]).ExitCode);
    }

    private string[] Calls(int count) => AttachRun.Calls(_target, count);

    private (int ExitCode, string Output, string Errors) Run(string[] options) => AttachRun.Run(_object, options);

    private Process Start(string[] options) => AttachRun.Start(_object, options);

    private static JsonElement[] Records(JsonElement[] lines, string map)
        => [.. Of(lines, "record").Where(record => record.GetProperty("map").GetString() == map)];
}
