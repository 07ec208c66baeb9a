using System.Text.Json.Nodes;

namespace Bpf.Cli.Tests;

/// <summary>Commands about the machine, and the disassembler.</summary>
public class HostTests(ObjectFiles files)
{
    [Fact]
    public void FeaturesHaveVersionStateAndReason()
    {
        IReadOnlyList<JsonNode> features = BpfCommand.Run("features", "--json").Succeed().Json;
        Assert.Equal(Runtime.KernelFeatures.For(null).All.Select(feature => feature.Name), features.Select(feature => (string?)feature["name"]));
        Assert.All(features, feature =>
        {
            Assert.Matches(@"^\d+\.\d+", (string?)feature["since"]);
            Assert.Contains((string?)feature["state"], (string[])["Supported", "Missing", "Denied"]);
            Assert.NotEmpty((string)feature["reason"]!);
        });
        Assert.Contains("uprobe_multi", BpfCommand.Run("features").Succeed().Output);
    }

    [Fact]
    public void DoctorSeesThisProcess()
    {
        BpfCommand run = BpfCommand.Run("doctor", "--json", "--pid", $"{Environment.ProcessId}");
        string[] names = [.. run.Json.Select(check => (string)check["name"]!)];
        Assert.Contains("capabilities", names);
        Assert.Contains("environment", names);
        Assert.Contains($"process {Environment.ProcessId}", names);
        Assert.Contains(run.Json, check => ((string)check["name"]!).EndsWith("code", StringComparison.Ordinal) && ((string)check["detail"]!).Contains(".NET", StringComparison.Ordinal));
        Assert.Contains("not found", BpfCommand.Run("doctor", "--pid", "4194305").Fail().Output);
    }

    [Fact]
    public void DisassemblyHasSourceLinesAndCanBeLimitedToOneProgram()
    {
        string path = files.Object("subprograms");
        string all = BpfCommand.Run("disasm", path).Succeed().Output;
        Assert.Contains("nested (", all);
        Assert.Contains("exit", all);
        Assert.Contains("subprograms.c(", all);
        JsonNode one = Assert.Single(BpfCommand.Run("disasm", "--json", path, "with_callback").Succeed().Json);
        Assert.Equal("with_callback", (string?)one["program"]);
        Assert.Contains("nested", BpfCommand.Run("disasm", path, "no_such").Fail().Errors);
    }

    [Fact]
    public void DisassemblyNamesHelpersFunctionsMapsAndVariables()
    {
        string path = files.ObjectOf("names.o", """
            #include "common.h"
            struct { __uint(type, BPF_MAP_TYPE_ARRAY); __uint(max_entries, 1); __type(key, int); __type(value, int); } table SEC(".maps");
            extern int bpf_no_such_function(void) __ksym __weak;
            extern int CONFIG_HZ __kconfig;
            int first, second = 3;
            static volatile int hidden[4];
            __attribute__((noinline)) int called(int x) { return x * 3; }
            static __attribute__((noinline)) int inner(int x) { return x * 5 + hidden[2]; }
            SEC("socket") int program(struct __sk_buff *skb)
            {
                int key = 0, *value = bpf_map_lookup_elem(&table, &key);
                first = called(skb->len) + inner(skb->len) + CONFIG_HZ;
                hidden[skb->len & 1] = 7;
                return (value ? *value : 0) + second + (bpf_no_such_function ? bpf_no_such_function() : 0);
            }
            """);
        string text = BpfCommand.Run("disasm", path, "program").Succeed().Output;
        foreach (string name in (string[])["bpf_map_lookup_elem", "table", "first", "second", "called", "inner", "hidden", "CONFIG_HZ", "bpf_no_such_function"])
        {
            Assert.Matches($@"; {name}(;|\n)", text);
        }
    }
}
