using System.Text.Json;
using Bpf.Runtime.Tests.Support;
using Bpf.Testing;
using static Bpf.Attach.Tests.Command.AttachRun;

namespace Bpf.Attach.Tests.Command;

/// <summary>What <c>bpf attach</c> says of places that are dangerous or cannot be probed, and how it attaches nevertheless.</summary>
public sealed class AttachSafetyTests : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("bpf-attach-");
    private readonly CTarget _target;
    private readonly string _object;

    public AttachSafetyTests()
    {
        KernelRequirement.NeedRoot();
        _target = new CTarget(Path.Combine(AppContext.BaseDirectory, "targets", "places.c"));
        _object = Path.Combine(_directory.FullName, "uprobe.bpf.o");
        File.WriteAllBytes(_object, CObject.Compile("uprobe"));
    }

    public void Dispose()
    {
        _target.Dispose();
        _directory.Delete(recursive: true);
    }

    [Fact]
    public void UnprobeableGlobMatchesAreSkippedOnRequest()
    {
        string[] options = ["--program", "on_entry", "--target", $"{_target.Path}:*ed"];
        (int exitCode, _, string errors) = Run(_object, [.. options, .. Calls(_target, 1)]);
        Assert.Equal(1, exitCode);
        Assert.Contains("locked", errors, StringComparison.Ordinal);

        (exitCode, string output, errors) = Run(_object, [.. options, "--cookie", "7", "--skip-unprobeable", "--json", .. Calls(_target, 1)]);
        Assert.True(exitCode == 0, errors);
        JsonElement warning = Assert.Single(Of(Lines(output), "warning"));
        Assert.Equal("on_entry", warning.GetProperty("subject").GetString());
        Assert.StartsWith("skips locked.", warning.GetProperty("message").GetString(), StringComparison.Ordinal);
        JsonElement[] places = [.. Assert.Single(Of(Lines(output), "link")).GetProperty("places").EnumerateArray()];
        Assert.Equal(["marked", "unsized"], places.Select(place => place.GetProperty("symbol").GetString()).Order());
        Assert.Equal(14, Assert.Single(Of(Lines(output), "variables")).GetProperty("values").GetProperty("cookies").GetInt32());

        (exitCode, _, errors) = Run(_object, [.. options, "--skip-unprobeable", .. Calls(_target, 1)]);
        Assert.Equal(0, exitCode);
        Assert.StartsWith("bpf: warning: on_entry: skips locked.", errors, StringComparison.Ordinal);
    }

    [Fact]
    public void TargetsOfSectionsAreSkippedToo()
    {
        string path = Path.Combine(_directory.FullName, "sections.bpf.o");
        File.WriteAllBytes(path, CObject.CompileText($$"""
            #include <linux/bpf.h>
            #include <bpf/bpf_helpers.h>
            char LICENSE[] SEC("license") = "GPL";
            SEC("uprobe/{{_target.Path}}:*ed") int only(void *context) { return 0; }
            """));
        Assert.Equal(1, Run(path, [.. Calls(_target, 1)]).ExitCode);
        (int exitCode, string output, string errors) = Run(path, ["--skip-unprobeable", "--json", .. Calls(_target, 1)]);
        Assert.True(exitCode == 0, errors);
        Assert.Equal(2, Assert.Single(Of(Lines(output), "link")).GetProperty("places").GetArrayLength());
    }

    [Fact]
    public void PlaceInsideAnInstructionNeedsAnExplicitRequest()
    {
        string[] options = ["--program", "on_entry", "--target", $"{_target.Path}:arithmetic+6"];
        (int exitCode, _, string errors) = Run(_object, [.. options, .. Calls(_target, 1)]);
        Assert.Equal(1, exitCode);
        Assert.Contains("within an instruction", errors, StringComparison.Ordinal);

        (exitCode, string output, errors) = Run(_object, [.. options, "--allow-unsafe", "--json", "--for", "10ms"]);
        Assert.True(exitCode == 0, errors);
        Assert.Single(Of(Lines(output), "link"));
    }

    [Fact]
    public void ExceptionsThroughReturnProbesCauseAWarning()
    {
        using CTarget throwing = new(Path.Combine(AppContext.BaseDirectory, "targets", "throws.cpp"), "-lstdc++");
        (int exitCode, _, string errors) = Run(_object, ["--program", "on_return", "--target", $"{throwing.Path}:logs::cleans", "--for", "10ms"]);
        Assert.True(exitCode == 0, errors);
        Assert.StartsWith($"bpf: warning: on_return: exceptions or panics can pass through logs::cleans in {throwing.Path};", errors, StringComparison.Ordinal);
    }
}
