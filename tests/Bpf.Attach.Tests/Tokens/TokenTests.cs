using System.Diagnostics;
using Bpf.Runtime;
using Bpf.Runtime.Tests.Support;
using Bpf.Testing;

namespace Bpf.Attach.Tests.Tokens;

/// <summary>A program in a user namespace that has only a token: multi-uprobes work there, single uprobes do not.</summary>
public sealed class TokenTests : IDisposable
{
    private readonly CTarget _helper;
    private readonly CTarget _target;
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("bpf-token-");

    public TokenTests()
    {
        KernelRequirement.NeedRoot();
        KernelRequirement.Need(Environment.OSVersion.Version >= new Version(6, 9), "tokens came with kernel 6.9");
        _helper = new CTarget(Path.Combine(AppContext.BaseDirectory, "targets", "delegate.c"));
        _target = new CTarget(Path.Combine(AppContext.BaseDirectory, "targets", "functions.c"));
    }

    public void Dispose()
    {
        _helper.Dispose();
        _target.Dispose();
        _directory.Delete(recursive: true);
    }

    [Fact]
    public void PlainUprobeAttachesAndCounts()
    {
        (int exitCode, string output) = RunInNamespace("uprobe", "any");
        Assert.True(exitCode == 0, output);
        Assert.Contains($"uprobe_multi {_target.Path}:visible_function (1 offset)", output, StringComparison.Ordinal);
        Assert.Contains("hits 25", output, StringComparison.Ordinal);
    }

    [Fact]
    public void SingleUprobeIsRefusedWithReasonAndRemedy()
    {
        (int exitCode, string output) = RunInNamespace("uprobe.single", "any");
        Assert.Equal(1, exitCode);
        Assert.Contains("perf_event_open", output, StringComparison.Ordinal);
        Assert.Contains("token", output, StringComparison.Ordinal);
        Assert.Contains("multi-uprobe", output, StringComparison.Ordinal);
    }

    [Fact]
    public void MissingDelegationIsDistinguishedFromMissingKernelSupport()
    {
        // Only bit 0: no attach type but the default.
        (int exitCode, string output) = RunInNamespace("uprobe", "0x1");
        Assert.Equal(1, exitCode);
        Assert.Contains("perf_event_open", output, StringComparison.Ordinal);
        Assert.Contains("delegate_attachs", output, StringComparison.Ordinal);
    }

    [Fact]
    public void PerfEventBufferIsRefusedWithTheRingBufferAsRemedy()
    {
        (int exitCode, string output) = RunInNamespace(
            "uprobe", "any", "struct { __uint(type, BPF_MAP_TYPE_PERF_EVENT_ARRAY); __uint(key_size, 4); __uint(value_size, 4); } events SEC(\".maps\");\n");
        Assert.Equal(1, exitCode);
        Assert.Contains("EACCES", output, StringComparison.Ordinal);
        Assert.Contains("use a ring buffer", output, StringComparison.Ordinal);
    }

    [Fact]
    public void MapTypeThatTheTokenDoesNotDelegateIsNamed()
    {
        // Only arrays, for the globals.
        (int exitCode, string output) = RunInNamespace(
            "uprobe", "any", "struct { __uint(type, BPF_MAP_TYPE_HASH); __uint(max_entries, 1); __type(key, int); __type(value, int); } table SEC(\".maps\");\n", ("DELEGATE_MAPS", "0x4"));
        Assert.Equal(1, exitCode);
        Assert.Contains("EPERM", output, StringComparison.Ordinal);
        Assert.Contains("table", output, StringComparison.Ordinal);
        Assert.Contains("does not delegate maps of type Hash (delegate_maps)", output, StringComparison.Ordinal);
    }

    [Fact]
    public void TokenIsCreatedFromABpfFileSystemAtAnyMountPoint()
    {
        (int exitCode, string output) = RunInNamespace("uprobe", "any", environment: ("TOKEN_PATH_UNSET", "1"));
        Assert.True(exitCode == 0, output);
        Assert.Contains("hits 25", output, StringComparison.Ordinal);
    }

    [Fact]
    public void BpfFileSystemWithoutDelegationIsReported()
    {
        (int exitCode, string output) = RunInNamespace("uprobe", "any", environment: ("DELEGATE_NOTHING", "1"));
        Assert.Equal(1, exitCode);
        Assert.Contains("ENOENT", output, StringComparison.Ordinal);
        Assert.Contains("delegates nothing", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/proc", "not a BPF file system")]
    [InlineData("/no/such/directory", "no such directory")]
    [InlineData("/etc/passwd", "not a directory")]
    public void WrongTokenPathIsExplained(string path, string expected)
    {
        BpfException failure = Assert.ThrowsAny<BpfException>(() => BpfToken.Create(path));
        Assert.Contains(expected, failure.Message, StringComparison.OrdinalIgnoreCase);
    }

    private (int ExitCode, string Output) RunInNamespace(string section, string attachTypes, string declarations = "", (string Name, string Value)? environment = null)
    {
        string file = Path.Combine(_directory.FullName, "program.bpf.o");
        File.WriteAllBytes(file, CObject.CompileText(
            "#include <linux/bpf.h>\n#include <bpf/bpf_helpers.h>\nchar LICENSE[] SEC(\"license\") = \"GPL\";\n__u64 hits;\n"
            + declarations
            + $"SEC(\"{section}/{_target.Path}:visible_function\") int on_call(void *c) {{ __sync_fetch_and_add(&hits, 1); return 0; }}\n"));
        string mountPoint = Directory.CreateDirectory(Path.Combine(_directory.FullName, "bpf")).FullName;
        string guest = Path.Combine(AppContext.BaseDirectory, "Bpf.Attach.Guest");
        ProcessStartInfo start = new(_helper.Path, [mountPoint, attachTypes, guest, "count", file, _target.Path, "25"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        if (environment is var (name, value))
        {
            start.Environment[name] = value;
        }

        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output + errors.Result);
    }
}
