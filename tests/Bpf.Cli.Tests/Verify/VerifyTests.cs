using Bpf.Compiler;
using System.Text.Json.Nodes;

namespace Bpf.Cli.Tests.Verify;

/// <summary>bpf verify, on real kernels.</summary>
public sealed class VerifyTests(ObjectFiles files, VerifySetup setup)
{
    private static readonly Lock s_first = new();
    private static IReadOnlyList<JsonNode>? s_reasons;

    [Theory]
    [InlineData("right", "ok", "ok", "")]
    [InlineData("null", "refused", "refused", "map_value_or_null")]
    [InlineData("number", "refused", "refused", "invalid mem access 'scalar'")]
    [InlineData("optional", "optional", "optional", "invalid mem access")]
    [InlineData("optional_right", "ok", "ok", "")]
    [InlineData("newer", "unsupported", "ok", "6.4")]
    [InlineData("module", "notChecked", "notChecked", "no kernel modules")]
    [InlineData("replacement", "notChecked", "notChecked", "another program")]
    public void EachProgramHasAStateOnEachKernel(string program, string old, string recent, string cause)
    {
        JsonNode report = Reasons().Single(report => (string?)report["program"] == program);
        JsonNode[] kernels = [.. report["kernels"]!.AsArray()!];
        Assert.Equal([old, recent], kernels.Select(kernel => (string?)kernel["state"]));
        Assert.StartsWith("6.1.", (string?)kernels[0]["release"]);
        Assert.StartsWith("7.3.", (string?)kernels[1]["release"]);
        Assert.Equal(old is "ok" or "optional" && recent is "ok" or "optional", (bool)report["ok"]!);
        Assert.Contains(cause, (string?)kernels[0]["error"] ?? "");
        Assert.Equal(cause.Length == 0, kernels[0]["error"] is null);
        Assert.Equal(old == "ok", kernels[0]["verifiedInstructions"] is not null);
        if (old == "refused")
        {
            Assert.True((int)kernels[0]["verifier"]!["source"]!["line"]! > 1);
            Assert.NotEmpty((string)kernels[0]["verifierLog"]!);
        }
    }

    [Fact]
    public void TheTableShowsTheRefusalAtItsLine()
    {
        string path = VerifyObjects.CSharp(files);
        BpfCommand table = setup.Run(path, "--kernels", "6.1").Fail();
        Assert.Matches(@"^ +6\.1\nTool\.x86_64:Counted +ok \([0-9]+\)\n", table.Output.Replace("Tool:", "Tool.x86_64:"));
        Assert.Matches("Tool:Unchecked: refused on 6.1\n  error: ", table.Output);
        Assert.Contains("Program.cs:18:", table.Output);

        // The answer is known now, so neither an emulator nor the kernel is started.
        BpfCommand diagnostics = setup.RunWithPath("/no/such", path, "--kernels", "6.1", "--diagnostics").Fail();
        Assert.Matches(@"^[^\n]*Program\.cs\(18,[0-9]+\): error BPF0445: 'Tool:Unchecked' does not load on Linux 6\.1: [^\n]+\n$", diagnostics.Output);
        Assert.Equal("", diagnostics.Errors);
    }

    [Fact]
    public void EachKernelTakesTheObjectsOfItsArchitecture()
    {
        string path = VerifyObjects.CSharp(files, TargetArchitecture.Arm64);
        IReadOnlyList<JsonNode> reports = setup.Run(path, VerifyObjects.CSharp(files), "--kernels", "6.1,aarch64-6.12", "--json").Fail().Json;
        Assert.Equal(["Counted", "Unchecked", "Counted", "Unchecked"], reports.Select(report => (string?)report["program"]));
        JsonNode[] results = [.. reports.Select(report => Assert.Single(report["kernels"]!.AsArray())!)];
        Assert.Equal(["6.1", "6.1", "aarch64-6.12", "aarch64-6.12"], results.Select(result => (string?)result["kernel"]));
        Assert.Equal(["ok", "refused", "ok", "refused"], results.Select(result => (string?)result["state"]));
        Assert.EndsWith("-arm64", (string?)results[3]["release"]);
        Assert.Equal(18, (int)results[3]["verifier"]!["source"]!["line"]!);

        BpfCommand lonely = setup.Run(path, "--kernels", "6.1,aarch64-6.12").Fail();
        Assert.Contains("No object is for x86_64", lonely.Errors);
    }

    [Fact]
    public void AKernelFileNeedsItsConfigurationOnlyForProgramsThatReadIt()
    {
        string folder = Directory.CreateDirectory(files["own"]).FullName, kernel = Path.Combine(folder, "vmlinuz");
        File.Copy(setup.Kernel("x86_64-7.3"), kernel);
        string path = files.Object("externs");
        JsonNode before = Result(setup.Run(path, "--kernel", kernel, "--json").Fail());
        Assert.Equal("notChecked", (string?)before["state"]);
        Assert.Contains("CONFIG_", (string?)before["error"]);

        File.WriteAllText(Path.Combine(folder, "config"), "CONFIG_BPF=y\nCONFIG_KALLSYMS=y\nCONFIG_HZ=250\n");
        JsonNode after = Result(setup.Run(path, "--kernel", kernel, "--json"));
        Assert.Equal("ok", (string?)after["state"]);
    }

    [Fact]
    public void AnUnchangedObjectIsNotLoadedAgain()
    {
        Reasons();
        string output = setup.RunWithPath("/no/such", VerifyObjects.C(files), "--kernels", "6.1,7.3", "--diagnostics").Fail().Output;
        Assert.Contains("warning BPF0447: Whether 'reasons:module' loads on Linux 6.1, 7.3 is not known: ", output);
        // What is too new has no line of its own, so the program's first one is named.
        Assert.Matches(@"\.c\(8,[0-9]+\): error BPF0445: 'reasons:newer' does not load on Linux 6\.1: ", output);
        Assert.DoesNotContain("optional", output);
    }

    private IReadOnlyList<JsonNode> Reasons()
    {
        lock (s_first)
        {
            return s_reasons ??= setup.Run(VerifyObjects.C(files), "--kernels", "6.1,7.3", "--json").Fail().Json;
        }
    }

    private static JsonNode Result(BpfCommand command) => command.Json[0]["kernels"]![0]!;
}
