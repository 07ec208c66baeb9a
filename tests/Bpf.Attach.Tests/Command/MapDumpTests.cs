using System.Diagnostics;
using System.Text.Json;
using System.Text.RegularExpressions;
using Bpf.Runtime;
using Bpf.Runtime.Tests.Support;
using Bpf.Testing;

namespace Bpf.Attach.Tests.Command;

/// <summary>What <c>bpf attach</c> shows of maps that are no tables of values.</summary>
public sealed partial class MapDumpTests : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("bpf-attach-");
    private readonly CTarget _target;

    public MapDumpTests()
    {
        KernelRequirement.NeedRoot();
        _target = new CTarget(Path.Combine(AppContext.BaseDirectory, "targets", "functions.c"), "-fno-omit-frame-pointer");
    }

    public void Dispose()
    {
        _target.Dispose();
        _directory.Delete(recursive: true);
    }

    [Fact]
    public void QueuesAndStacksAreShownFromTheirNextElement()
    {
        JsonElement[] lines = Trace("--entries", "3");
        JsonElement calls = Map(lines, "calls");
        Assert.Equal("Queue", calls.GetProperty("type").GetString());
        Assert.Equal(["0 0", "1 1", "2 2"], calls.GetProperty("elements").EnumerateArray().Select(call => $"{call.GetProperty("number")} {call.GetProperty("argument")}"));
        Assert.Equal(2, calls.GetProperty("omitted").GetInt32());
        Assert.Equal([4, 3, 2], Map(lines, "arguments").GetProperty("elements").EnumerateArray().Select(element => element.GetInt32()));

        string text = Run(AttachRun.Calls(_target, 1));
        Assert.Contains("map calls (Queue): 1 element\n  { number = 0, argument = 0 }\n", text, StringComparison.Ordinal);
        Assert.Contains("map arguments (Stack): 2 elements, 4 more not shown\n  5\n  4\n", Run(["--entries", "2", .. AttachRun.Calls(_target, 6)]), StringComparison.Ordinal);
    }

    [Fact]
    public void MapsOfMapsShowTheIdsOfTheirInnerMaps()
    {
        JsonElement[] lines = Trace();
        uint[] slots = Ids(Map(lines, "slots"), "1 3");
        uint[] table = Ids(Map(lines, "table"), "2");
        Assert.True(slots[0] != 0 && slots[0] != slots[1]);
        Assert.Equal([slots[1]], table);
        Assert.Matches("map table \\(HashOfMaps\\): 1 entry\n  2: { id = [1-9][0-9]* }\n", Run(AttachRun.Calls(_target, 1)));
    }

    [Fact]
    public void FramesOfARunningProcessAreSymbolized()
    {
        using CommandedProcess traced = new(_target.Path);
        using Process command = AttachRun.Start(Object(), ["--json", .. Probe(), "--pid", $"{traced.Id}"]);
        string first = command.StandardOutput.ReadLine()!;
        traced.Ask("run 2");
        Process.Start("kill", ["-INT", $"{command.Id}"]).WaitForExit();
        JsonElement[] lines = AttachRun.Lines(first + "\n" + command.StandardOutput.ReadToEnd());
        command.WaitForExit();
        Assert.Equal(0, command.ExitCode);
        string[] stack = Frames(Map(lines, "stacks"));
        // The shorter of its two names.
        Assert.Equal("second_name+0x0 (functions)", stack[0]);
        Assert.Contains(stack, frame => LibraryFrame().IsMatch(frame));
    }

    [Fact]
    public void FramesOfAnExitedProcessAreAddressesOrBuildIds()
    {
        JsonElement[] lines = Trace();
        Assert.All(Frames(Map(lines, "stacks")), frame => Assert.Matches("^0x[1-9a-f][0-9a-f]+$", frame));
        long offset = AttachRun.Of(lines, "link").Single().GetProperty("places")[0].GetProperty("offset").GetInt64();
        Assert.Matches($"^[0-9a-f]{{40}}\\+0x{offset:x}$", Frames(Map(lines, "build_ids"))[0]);
        Assert.Matches("map stacks \\(StackTrace\\): 1 entry\n  [0-9]+:\n    0x[0-9a-f]+\n    0x", Run(AttachRun.Calls(_target, 1)));
    }

    [Fact]
    public void PinnedQueueKeepsItsElements()
    {
        string name = $"kept_{Environment.ProcessId}", pin = $"{KernelFileSystem.Bpf.Need()}/{name}", file = Object($"-DPINNED={name}");
        try
        {
            (int exitCode, string output, string errors) = AttachRun.Run(file, ["--json", .. Probe(), .. AttachRun.Calls(_target, 3)]);
            Assert.True(exitCode == 0, errors);
            JsonElement queue = Map(AttachRun.Lines(output), name);
            Assert.Equal(0, Assert.Single(queue.GetProperty("elements").EnumerateArray()).GetInt32());
            Assert.Equal(JsonValueKind.Null, queue.GetProperty("omitted").ValueKind);
            using BpfMap map = BpfMap.OpenPinned(pin);
            QueueMap<uint> kept = new(map);
            for (uint expected = 0; expected < 3; expected++)
            {
                Assert.True(kept.TryPop(out uint number) && number == expected);
            }
        }
        finally
        {
            File.Delete(pin);
        }
    }

    private JsonElement[] Trace(params string[] options) => AttachRun.Lines(Run(["--json", .. options, .. AttachRun.Calls(_target, 5)]));

    private string Run(string[] options)
    {
        (int exitCode, string output, string errors) = AttachRun.Run(Object(), [.. Probe(), .. options]);
        Assert.True(exitCode == 0, errors);
        return output;
    }

    private string[] Probe() => ["--program", "on_call", "--target", $"{_target.Path}:visible_function"];

    private string Object(params string[] arguments)
    {
        string path = Path.Combine(_directory.FullName, "kinds.bpf.o");
        File.WriteAllBytes(path, CObject.Compile("kinds", arguments));
        return path;
    }

    private static JsonElement Map(JsonElement[] lines, string name)
        => Assert.Single(AttachRun.Of(lines, "map"), map => map.GetProperty("name").GetString() == name);

    private static uint[] Ids(JsonElement map, string keys)
    {
        Assert.Equal(keys, string.Join(' ', map.GetProperty("entries").EnumerateArray().Select(entry => entry.GetProperty("key"))));
        return [.. map.GetProperty("entries").EnumerateArray().Select(entry => entry.GetProperty("value").GetProperty("id").GetUInt32())];
    }

    private static string[] Frames(JsonElement map)
        => [.. Assert.Single(map.GetProperty("entries").EnumerateArray()).GetProperty("value").EnumerateArray().Select(frame => frame.GetString()!)];

    // Its function is named only where the debug symbols of the C library are installed.
    [GeneratedRegex(@"^(\w+\+0x[0-9a-f]+ \(libc\.so\.6\)|libc\.so\.6\+0x[0-9a-f]+)$")]
    private static partial Regex LibraryFrame();
}
