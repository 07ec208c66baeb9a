using System.Text.Json.Nodes;

namespace Bpf.Cli.Tests;

/// <summary>bpf inspect</summary>
public class InspectTests(ObjectFiles files)
{
    [Fact]
    public void DescriptionIsComplete()
    {
        JsonNode report = Assert.Single(BpfCommand.Run("inspect", "--json", "--types", files.Object("core")).Succeed().Json);
        Assert.Equal("core", (string?)report["name"]);
        Assert.Equal("GPL", (string?)report["license"]);
        Assert.Equal("little endian", (string?)report["byteOrder"]);
        JsonArray programs = report["programs"]!.AsArray();
        Assert.Equal(["questions", "guarded", "reads_task", "unguarded"], programs.Select(program => (string?)program!["name"]));
        Assert.Equal([true, true, false, false], programs.Select(program => (bool)program!["autoLoad"]!));
        Assert.Equal("RawTracepoint", (string?)programs[2]!["type"]);
        Assert.Contains("core.c", (string?)programs[0]!["source"]);
        Assert.Contains(report["sections"]!.AsArray(), section => (string?)section!["name"] == "?raw_tp/sys_enter" && (bool)section["executable"]!);
        Assert.Contains(report["globals"]!.AsArray(), global => (string?)global!["name"] == "pid_offset" && (ulong)global["size"]! == 4 && (string?)global["type"] == "__u32");
        Assert.Contains(report["coreRelocations"]!.AsArray(), relocation => (string?)relocation!["access"] == "struct task_struct.comm" && (string?)relocation["kind"] == "FieldByteSize");
        uint types = (uint)report["btf"]!["total"]!;
        Assert.Equal(types, (uint)report["types"]!.AsArray().Count);
        Assert.Equal(types, (uint)report["btf"]!["kinds"]!.AsObject().Sum(kind => (int)kind.Value!));
        Assert.Contains(report["needs"]!.AsArray(), need => ((string?)need!["what"])!.Contains("CO-RE", StringComparison.Ordinal) && (string?)need["since"] == "5.2");
    }

    [Fact]
    public void MapsHaveTheirTypesAndContents()
    {
        JsonNode report = Assert.Single(BpfCommand.Run("inspect", "--json", files.Object("maps")).Succeed().Json);
        JsonNode hash = report["maps"]!.AsArray().Single(map => (string?)map!["name"] == "hash")!;
        Assert.Equal(("Hash", "__u32", "struct pair", 1000), ((string?)hash["type"], (string?)hash["keyType"], (string?)hash["valueType"], (int)hash["maxEntries"]!));
        Assert.Equal("5.8", (string?)report["lowestKernel"]);
        Assert.Contains("ringbuf", report["delegation"]!["maps"]!.AsArray().Select(name => (string?)name));
    }

    [Fact]
    public void QueuesHaveTheTypeOfTheirRecords()
    {
        string path = files.ObjectOf("records.o", """
            #include "common.h"
            struct event { int id; int more; };
            struct { __uint(type, BPF_MAP_TYPE_RINGBUF); __uint(max_entries, 4096); __type(value, struct event); } events SEC(".maps");
            SEC("socket") int only(void *ctx) { return (long)&events != 0; }
            """);
        JsonNode report = Assert.Single(BpfCommand.Run("inspect", "--json", path).Succeed().Json);
        JsonNode map = Assert.Single(report["maps"]!.AsArray())!;
        Assert.Equal(("struct event", 8, 0, null), ((string?)map["recordType"], (int)map["recordSize"]!, (int)map["valueSize"]!, (string?)map["valueType"]));
        Assert.Contains("records struct event (8 bytes), 4096 entries", BpfCommand.Run("inspect", path).Succeed().Output, StringComparison.Ordinal);
    }

    [Fact]
    public void ProgramHasAllTargetsOfItsAttributes()
    {
        string path = files.ObjectOf("targets.o", """
            #include "common.h"
            SEC("kprobe/vfs_read") int either(void *ctx) { return 0; }
            SEC("kprobe/vfs_open") int only(void *ctx) { return 0; }
            const char records[] SEC(".bpf_attach") = "either\tvfs_read\t1\t-1\0either\tvfs_write\t2\t-1";
            """);
        JsonNode report = Assert.Single(BpfCommand.Run("inspect", "--json", path).Succeed().Json);
        Assert.Equal(["vfs_read", "vfs_write"], report["programs"]![0]!["targets"]!.AsArray().Select(target => (string?)target));
        Assert.Equal(["vfs_open"], report["programs"]![1]!["targets"]!.AsArray().Select(target => (string?)target));
        Assert.Contains("      targets vfs_read, vfs_write", BpfCommand.Run("inspect", path).Succeed().Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("tcx/egress", "clsact qdiscs, to attach", "4.5")]
    [InlineData("netkit/peer", "netkit devices, to attach", "6.7")]
    [InlineData("cgroup/connect_unix", "Unix sockets in cgroup programs", "6.7")]
    [InlineData("cgroup/getsockname_unix", "Unix sockets in cgroup programs", "6.7")]
    [InlineData("lsm_cgroup/socket_bind", "security hooks of cgroups", "6.0")]
    public void AttachTypeOfASectionHasAMinimumKernel(string section, string what, string since)
    {
        string path = files.ObjectOf($"{section.Replace('/', '-')}.o", $$"""
            #include "common.h"
            SEC("{{section}}") int only(void *ctx) { return 1; }
            """);
        JsonNode report = Assert.Single(BpfCommand.Run("inspect", "--json", path).Succeed().Json);
        Assert.Contains(report["needs"]!.AsArray(), need => (string?)need!["what"] == what && (string?)need["since"] == since);
        Assert.Equal(since, (string?)report["lowestKernel"]);
    }

    [Theory]
    [InlineData("sk_skb/stream_verdict", "", "4.14")]
    [InlineData("cgroup/dev", "", "4.15")]
    [InlineData("sockops", "", "4.13")]
    [InlineData("lwt_seg6local", "", "4.18")]
    [InlineData("sk_skb", "__uint(type, BPF_MAP_TYPE_SK_STORAGE); __uint(map_flags, BPF_F_NO_PREALLOC); __type(key, int); __type(value, int);", "5.2")]
    public void EveryProgramAndMapTypeHasItsKernelVersion(string section, string map, string since)
    {
        string path = files.ObjectOf($"needs-{section.Replace('/', '-')}-{map.Length}.o", $$"""
            #include "common.h"
            {{(map.Length == 0 ? "" : $"struct {{ {map} }} values SEC(\".maps\");")}}
            SEC("{{section}}") int only(void *ctx) { return {{(map.Length == 0 ? "1" : "(long)&values != 0")}}; }
            """);
        Assert.Equal(since, (string?)Assert.Single(BpfCommand.Run("inspect", "--json", path).Succeed().Json)["lowestKernel"]);
    }

    [Fact]
    public void ExternsHaveTheirOrigin()
    {
        JsonArray externs = Assert.Single(BpfCommand.Run("inspect", "--json", files.Object("externs")).Succeed().Json)["externs"]!.AsArray();
        Assert.Contains(externs, symbol => (string?)symbol!["kind"] == "Configuration");
        Assert.Contains(externs, symbol => (bool)symbol!["weak"]!);
    }

    [Fact]
    public void ProbesShowTheDecisionForThisKernel()
    {
        string path = files.ObjectOf("probe.o", """
            #include "common.h"
            SEC("uprobe//bin/true:main") int upgraded(void *ctx) { return 0; }
            SEC("uprobe.single//bin/true:main") int single(void *ctx) { return 0; }
            """);
        JsonArray programs = Assert.Single(BpfCommand.Run("inspect", "--json", path).Succeed().Json)["programs"]!.AsArray();
        string? upgraded = (string?)programs.Single(program => (string?)program!["name"] == "upgraded")!["attach"]!["way"];
        Assert.Equal(Runtime.KernelFeatures.For(null).UprobeMulti.IsSupported ? "uprobe_multi" : "perf_event", upgraded);
        Assert.Equal("perf_event", (string?)programs.Single(program => (string?)program!["name"] == "single")!["attach"]!["way"]);
    }

    [Fact]
    public void ObjectOfTheOtherByteOrderIsInspected()
    {
        JsonNode report = Assert.Single(BpfCommand.Run("inspect", "--json", files.Object("globals", "-mbig-endian")).Succeed().Json);
        Assert.Equal("big endian", (string?)report["byteOrder"]);
        Assert.Equal("compute", (string?)Assert.Single(report["programs"]!.AsArray())!["name"]);
        Assert.Contains("big-endian", BpfCommand.Run("load", files.Object("globals", "-mbig-endian")).Fail().Output);
    }
}
