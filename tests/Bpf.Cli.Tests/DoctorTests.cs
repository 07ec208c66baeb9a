using System.Text.Json.Nodes;
using Bpf.Testing;

namespace Bpf.Cli.Tests;

/// <summary>bpf doctor</summary>
public class DoctorTests(ObjectFiles files)
{
    private static readonly string[] s_capabilities = ["uprobes", "kprobes", "tracepoints", "networking", "building"];

    [Fact]
    public void FirstLinesAreTheVerdictsAndMatchThisMachine()
    {
        KernelRequirement.NeedRoot();
        KernelFileSystem.Trace.Need();
        string[] lines = BpfCommand.Run("doctor").Succeed().Output.Split('\n');
        Assert.StartsWith("uprobes     yes", lines[0]);
        Assert.True(Array.IndexOf(lines, "") <= 3 * s_capabilities.Length);
        IReadOnlyList<JsonNode> checks = BpfCommand.Run("doctor", "--json").Succeed().Json;
        Assert.Equal(s_capabilities, Capabilities(checks).Select(check => (string?)check["name"]));
        Assert.All(Capabilities(checks).Where(check => (string?)check["name"] != "kprobes"), check => Assert.Equal("Ok", (string?)check["state"]));
        bool hasKprobes = File.Exists("/sys/bus/event_source/devices/kprobe/type");
        Assert.Equal(hasKprobes ? "Ok" : "Failure", (string?)Capabilities(checks)[1]["state"]);
        Assert.Equal(hasKprobes ? 0 : 1, BpfCommand.Run("doctor", "--need", "kprobes").ExitCode);
    }

    [Fact]
    public void InAUserNamespaceEverythingFailsForASingleReportedCause()
    {
        KernelRequirement.NeedRoot();
        BpfCommand json = BpfCommand.RunIn("""exec unshare -Ur "$@" """, "doctor", "--json").Fail();
        Assert.Equal(["Failure", "Failure", "Failure", "Failure", "Ok"], Capabilities(json.Json).Select(check => (string?)check["state"]));
        Assert.All(Capabilities(json.Json).SkipLast(1), check => Assert.Contains("user namespace", (string?)check["cause"]));
        string text = BpfCommand.RunIn("""exec unshare -Ur "$@" """, "doctor").Fail().Output;
        Assert.StartsWith("uprobes     NO", text);
        Assert.Equal(2, text.Split("its root").Length);
    }

    [Theory]
    [InlineData("-bpf,-perfmon,-sys_admin", "uprobes", "CAP_BPF and CAP_PERFMON are missing", "--cap-add BPF --cap-add PERFMON")]
    [InlineData("-perfmon,-sys_admin", "kprobes", "CAP_PERFMON is missing", "setcap cap_perfmon+ep")]
    [InlineData("-net_admin,-sys_admin", "networking", "CAP_NET_ADMIN is missing", "--cap-add NET_ADMIN")]
    public void MissingCapabilitiesAreNamed(string without, string capability, string cause, string advice)
    {
        KernelRequirement.NeedRoot();
        BpfCommand run = BpfCommand.RunIn($"""exec setpriv --bounding-set={without} --inh-caps={without} "$@" """, "doctor", "--json");
        JsonNode check = Capabilities(run.Json).Single(check => (string?)check["name"] == capability);
        Assert.Equal(cause, ((string?)check["cause"])?.Split(" (")[0]);
        Assert.Contains(advice, (string?)check["advice"]);
    }

    [Theory]
    [InlineData("tracefs", "tracepoints", "Warning")]
    [InlineData("tracefs", "uprobes", "Ok")]
    public void MissingMountIsReportedWhereItMatters(string type, string capability, string state)
    {
        KernelRequirement.NeedRoot();
        string script = $$"""
            exec unshare -m bash -c 'while p=$(grep " {{type}} " /proc/mounts | head -n 1 | cut -d " " -f 2) && [ -n "$p" ]; do umount -l "$p"; done; exec "$@"' bash "$@"
            """;
        IReadOnlyList<JsonNode> checks = BpfCommand.RunIn(script, "doctor", "--json").Json;
        Assert.Equal(state, (string?)Capabilities(checks).Single(check => (string?)check["name"] == capability)["state"]);
        Assert.Contains($"mount -t {type}", (string?)checks.Single(check => (string?)check["name"] == type)["advice"]);
    }

    [Fact]
    public void DoctorAcceptsOnlyALibraryThatTheBuildAccepts()
    {
        // LLVM 14 has neither of the two functions that return the version.
        string old = files["libLLVM-14.so"];
        Tool.Run("gcc", "-shared", "-o", old, files.Write("old.c", "void LLVMInitializeBPFTarget(void) { }"u8.ToArray()));
        foreach ((string path, string text) in ((string, string)[])[(old, "libLLVM 14 at"), (files["none.so"], "not found"), (files.Write("text.so", "text"u8.ToArray()), "cannot be loaded")])
        {
            BpfCommand run = BpfCommand.RunIn($"export BPF_LLVM_PATH='{path}'; exec \"$@\"", "doctor", "--json", "--need", "building").Fail();
            JsonNode check = Capabilities(run.Json).Single(check => (string?)check["name"] == "building");
            Assert.Equal("Failure", (string?)check["state"]);
            Assert.Contains(text, (string?)check["detail"]);
        }
    }

    private static JsonNode[] Capabilities(IReadOnlyList<JsonNode> checks) => [.. checks.Where(check => (string?)check["kind"] == "Capability")];
}
