using System.Text.Json;
using Bpf.Attach.Tests.Support;
using Bpf.Runtime.Tests.Support;
using Bpf.Testing;

namespace Bpf.Attach.Tests.Command;

/// <summary><c>bpf attach</c> to devices, cgroups and network namespaces.</summary>
public sealed class AttachPlaceTests : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("bpf-attach-");
    private readonly string _traffic;
    private readonly string _cgroup;

    public AttachPlaceTests()
    {
        KernelRequirement.NeedRoot();
        _traffic = Write("traffic");
        _cgroup = Write("cgroup");
    }

    public void Dispose() => _directory.Delete(recursive: true);

    [Theory]
    [InlineData("pass", "lo", "xdp")]
    [InlineData("tcx_out", "lo", "tcx/egress")]
    [InlineData("either", "lo", "tcx/ingress", "--direction", "ingress")]
    [InlineData("tcx_in", "lo", "tcx/egress", "--direction", "egress")]
    [InlineData("refuse", "/proc/self/ns/net", "sk_lookup")]
    public void ProgramAttachesToTheGivenPlace(string program, string place, string hook, params string[] options)
    {
        KernelRequirement.Need(!hook.StartsWith("tcx", StringComparison.Ordinal) || Environment.OSVersion.Version >= new Version(6, 6), "tcx links came with kernel 6.6");
        BpfTool run = BpfTool.RunApart(["attach", _traffic, "--json", "--for", "100ms", "--program", program, "--target", place, .. options]);
        Assert.True(run.ExitCode == 0, run.Errors);
        JsonElement link = Assert.Single(run.Json("link"));
        Assert.Equal((program, hook, place), (link.GetProperty("program").GetString(), link.GetProperty("mode").GetString(), link.GetProperty("target").GetString()));
    }

    [Fact]
    public void ProgramRunsForACommandInTheCgroup()
    {
        using OwnCgroup cgroup = new();
        using CTarget sockets = new(Path.Combine(AppContext.BaseDirectory, "targets", "sockets.c"));
        string joining = $"echo $$ > {cgroup.Path}/cgroup.procs; exec {sockets.Path} >/dev/null <<END\nbind 4\nbind 6\nEND\n";
        BpfTool run = BpfTool.RunApart("attach", _cgroup, "--json", "--program", "bind4", "--target", cgroup.Path, "--", "sh", "-c", joining);
        Assert.True(run.ExitCode == 0, run.Errors);
        Assert.Equal("cgroup/bind4", Assert.Single(run.Json("link")).GetProperty("mode").GetString());
        Assert.Equal(1, Assert.Single(run.Json("variables"), section => section.GetProperty("section").GetString() == ".bss").GetProperty("values").GetProperty("calls").GetInt32());
    }

    [Theory]
    [InlineData("tc", "lo", "Cannot load program 'unprivileged:only': EPERM")]
    [InlineData("cgroup/bind4", null, "Cannot load program 'unprivileged:only': EPERM")]
    [InlineData("cgroup_skb/egress", null, "Cannot attach cgroup_skb/egress program 'only' to '/")]
    public void MissingNetworkCapabilityIsNamed(string section, string? place, string refusal)
    {
        using OwnCgroup cgroup = new();
        string path = Path.Combine(_directory.FullName, "unprivileged.bpf.o");
        File.WriteAllBytes(path, CObject.CompileText($$"""
            #include <linux/bpf.h>
            #include <bpf/bpf_helpers.h>
            char LICENSE[] SEC("license") = "GPL";
            SEC("{{section}}") int only(void *context) { return 1; }
            """));
        BpfTool run = BpfTool.RunApart(
            ["setpriv", "--bounding-set=-net_admin,-sys_admin"],
            ["attach", path, "--program", "only", "--target", place ?? cgroup.Path, .. section == "tc" ? new[] { "--direction", "egress" } : []]);
        Assert.Equal(1, run.ExitCode);
        Assert.Contains(refusal, run.Errors, StringComparison.Ordinal);
        Assert.Contains("CAP_NET_ADMIN", run.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("CAP_BPF", run.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, "does not specify a direction: give --direction ingress or egress", "--program", "either", "--target", "lo")]
    [InlineData(1, "names no target: give a network device with --target", "--program", "tcx_in")]
    [InlineData(1, "names no target: give a network device with --target", "--program", "pass")]
    [InlineData(1, "names no target: give the file of a network namespace", "--program", "refuse")]
    [InlineData(1, "cannot be given a direction", "--program", "pass", "--target", "lo", "--direction", "egress")]
    [InlineData(1, "There is no network device 'nosuch0'", "--program", "tcx_in", "--target", "nosuch0")]
    [InlineData(1, "cannot be given a cookie", "--program", "tcx_in", "--target", "lo", "--cookie", "1")]
    [InlineData(1, "Cannot use '--skip-unprobeable'. Program 'pass' in section 'xdp' is not a uprobe", "--program", "pass", "--target", "lo", "--skip-unprobeable")]
    [InlineData(1, "cannot run as a session", "--program", "pass", "--target", "lo", "--session")]
    [InlineData(1, "is not a uprobe", "--program", "pass", "--target", "lo", "--allow-unsafe")]
    [InlineData(2, "'sideways'", "--program", "either", "--target", "lo", "--direction", "sideways")]
    public void MistakesAreExplained(int code, string expected, params string[] options)
    {
        BpfTool run = BpfTool.RunApart(["attach", _traffic, .. options]);
        Assert.Equal(code, run.ExitCode);
        Assert.Contains(expected, run.Errors, StringComparison.Ordinal);
    }

    private string Write(string name)
    {
        string path = Path.Combine(_directory.FullName, name + ".bpf.o");
        File.WriteAllBytes(path, CObject.Compile(name));
        return path;
    }
}
