using System.Text.Json.Nodes;
using Bpf.Testing;

namespace Bpf.Cli.Tests;

/// <summary>bpf load</summary>
public class LoadTests(ObjectFiles files)
{
    [Fact]
    public void SeveralFilesAreSeveralObjects()
    {
        KernelRequirement.NeedRoot();
        IReadOnlyList<JsonNode> reports = BpfCommand.Run("load", "--json", files.Object("globals"), files.Object("maps"), files.Object("core")).Succeed().Json;
        Assert.Equal(["globals", "maps", "core"], reports.Select(report => (string?)report["name"]));
        Assert.All(reports, report => Assert.True((bool)report["ok"]!));
        Assert.Equal(["loaded", "loaded", "skipped", "skipped"], reports[2]["programs"]!.AsArray().Select(program => (string?)program!["state"]));
        Assert.True((int)reports[0]["programs"]![0]!["verifiedInstructions"]! > 0);
    }

    [Fact]
    public void InAUserNamespaceTheCauseIsReported()
    {
        KernelRequirement.NeedRoot();
        BpfCommand load = BpfCommand.RunIn("""exec unshare -Ur "$@" """, "load", files.Object("maps")).Fail();
        Assert.Contains("EPERM (Operation not permitted)", load.Output);
        Assert.Contains("in its own user namespace", load.Output);
    }

    [Fact]
    public void VerifierReasonsAreParsedPerProgram()
    {
        KernelRequirement.NeedRoot();
        string path = files.ObjectOf("refused.o", """
            #include "common.h"
            SEC("socket") int good(struct __sk_buff *skb) { return 1; }
            SEC("socket") int bad(struct __sk_buff *skb) { return *(volatile int *)(long)skb->len; }
            SEC("socket") int worse(struct __sk_buff *skb) { return *(volatile int *)(long)skb->mark; }
            """);
        JsonNode report = Assert.Single(BpfCommand.Run("load", "--json", path).Fail().Json);
        Assert.False((bool)report["ok"]!);
        JsonArray programs = report["programs"]!.AsArray();
        Assert.Equal(["loaded", "failed", "failed"], programs.Select(program => (string?)program!["state"]));
        JsonNode verifier = programs[1]!["verifier"]!;
        Assert.Contains("invalid mem access", (string?)verifier["reason"]);
        Assert.Equal(3, (int)verifier["source"]!["line"]!);
        Assert.Contains("skb->len", (string?)verifier["source"]!["text"]);
        Assert.Equal("memory", (string?)verifier["class"]);
        Assert.NotEmpty((string)verifier["explanation"]!);
        Assert.NotEmpty((string)verifier["suggestion"]!);
        Assert.NotEmpty((string)programs[1]!["verifierLog"]!);

        string text = BpfCommand.Run("load", path).Fail().Output;
        Assert.Contains("good: ok", text);
        Assert.Contains("inline.c:3:", text);
        Assert.Contains("    help: Read memory", text);
        Assert.DoesNotContain('\u001b', text);
        Assert.DoesNotContain("processed", text); // the log's last line, which only --json has
    }

    [Theory]
    [InlineData("return 1;", true)]
    [InlineData("return *(volatile int *)(long)skb->len;", false)]
    public void NoPinsRemain(string body, bool loads)
    {
        KernelRequirement.NeedRoot();
        string root = KernelFileSystem.Bpf.Need();
        string map = $"unpinned_{Environment.ProcessId}_{loads}";
        string path = files.ObjectOf($"{map}.o", $$"""
            #include "common.h"
            struct { __uint(type, BPF_MAP_TYPE_ARRAY); __uint(max_entries, 1); __type(key, int); __type(value, int); __uint(pinning, LIBBPF_PIN_BY_NAME); } {{map}} SEC(".maps");
            SEC("socket") int program(struct __sk_buff *skb) { {{body}} }
            SEC("socket") int other(struct __sk_buff *skb) { return (long)&{{map}} != 0; }
            """);
        Assert.Equal(loads, BpfCommand.Run("load", path).ExitCode == 0);
        Assert.DoesNotContain(Path.Combine(root, map), Directory.GetFileSystemEntries(root));
    }

    [Fact]
    public void OneFailingFileDoesNotAffectTheOthers()
    {
        KernelRequirement.NeedRoot();
        IReadOnlyList<JsonNode> reports = BpfCommand.Run("load", "--json", files["missing.o"], files.Object("globals")).Fail().Json;
        Assert.Equal([false, true], reports.Select(report => (bool)report["ok"]!));
        Assert.Contains("missing.o", (string?)reports[0]["error"]);
    }

    [Theory]
    [InlineData("SocketFilter")]
    [InlineData("socket_filter")]
    [InlineData("BPF_PROG_TYPE_SOCKET_FILTER")]
    public void ProgramTypeCanBeSet(string type)
    {
        KernelRequirement.NeedRoot();
        string path = files.ObjectOf("unknown-section.o", """
            #include "common.h"
            SEC("from-container") int handle(struct __sk_buff *skb) { return 0; }
            """);
        Assert.Contains("from-container", BpfCommand.Run("load", path).Fail().Output);
        BpfCommand.Run("load", "--type", $"handle={type}", path).Succeed();
        Assert.Contains("no_such", BpfCommand.Run("load", "--type", $"no_such={type}", path).Fail().Errors);
    }

    [Fact]
    public void LegacyMapsNeedTheirDialect()
    {
        KernelRequirement.NeedRoot();
        string path = files.ObjectOf("legacy.o", """
            #include "common.h"
            struct bpf_map_def { unsigned int type, key_size, value_size, max_entries, map_flags; };
            struct bpf_map_def SEC("maps") table = { .type = BPF_MAP_TYPE_ARRAY, .key_size = 4, .value_size = 4, .max_entries = 1 };
            SEC("socket") int read(struct __sk_buff *skb) { int key = 0; int *value = bpf_map_lookup_elem(&table, &key); return value ? *value : 0; }
            """);
        Assert.Contains("Cilium", BpfCommand.Run("load", path).Fail().Output);
        BpfCommand.Run("load", "--dialect", "cilium", path).Succeed();
    }

    [Fact]
    public void OtherTypesCanBeTheTarget()
    {
        KernelRequirement.NeedRoot();
        BpfCommand.Run("load", "--btf", "/sys/kernel/btf/vmlinux", files.Object("core")).Succeed();
        Assert.Contains("no/such", BpfCommand.Run("load", "--btf", "/no/such", files.Object("core")).Fail().Output);
    }

    [Fact]
    public void TokenCreationFailureIsReported()
        => Assert.Contains("/proc", BpfCommand.Run("load", "--token", "/proc", files.Object("globals")).Fail().Output);
}
