using Bpf.Runtime;
using Bpf.Runtime.Tests.Support;
using Bpf.Testing;

namespace Bpf.Attach.Tests.Errors;

/// <summary>Errors have separate properties for program and place, and messages quote each, even if a name contains the words between them.</summary>
public sealed class SubjectTests
{
    private const string Program = "a to b";

    private const string Source = """
        #include <linux/bpf.h>
        #include <bpf/bpf_helpers.h>
        char LICENSE[] SEC("license") = "GPL";
        SEC("SECTION") int f(void *context) __asm__("a to b");
        int f(void *context) { return 0; }
        """;

    public SubjectTests() => KernelRequirement.NeedRoot();

    [Fact]
    public void NetworkDevice()
    {
        using BpfObject target = Load("xdp");
        BpfException exception = Fails("c to d", () => target.Programs.Get<XdpProgram>(Program).Attach("c to d"));
        Assert.StartsWith("Cannot attach xdp program 'a to b' to 'c to d': ENODEV ", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void CgroupDirectory()
    {
        using BpfObject target = Load("cgroup_skb/egress");
        BpfException exception = Fails("/tmp/c to d", () => target.Programs.Get<CgroupProgram>(Program).Attach("/tmp/c to d"));
        Assert.StartsWith("Cannot attach cgroup_skb/egress program 'a to b' to '/tmp/c to d': ENOENT ", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void NetworkNamespace()
    {
        using BpfObject target = Load("flow_dissector");
        BpfException exception = Fails("/tmp/c to d", () => target.Programs.Get<NetworkNamespaceProgram>(Program).Attach("/tmp/c to d"));
        Assert.StartsWith("Cannot attach flow_dissector program 'a to b' to '/tmp/c to d': ENOENT ", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Tracepoint()
    {
        using BpfObject target = Load("tp");
        BpfException exception = Fails("sched:c to d", () => target.Programs.Get<TracepointProgram>(Program).Attach("sched:c to d"));
        Assert.StartsWith("Cannot attach tracepoint 'a to b' to 'sched:c to d': ENOENT ", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void RawTracepoint()
    {
        using BpfObject target = Load("raw_tp");
        BpfException exception = Fails("c to d", () => target.Programs.Get<RawTracepointProgram>(Program).Attach("c to d"));
        Assert.StartsWith("Cannot attach raw tracepoint 'a to b' to 'c to d': ENOENT ", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void FunctionOfAFile()
    {
        DirectoryInfo directory = Directory.CreateTempSubdirectory("bpf-a to b-");
        try
        {
            string path = Path.Combine(directory.FullName, "c to d");
            string source = Path.Combine(directory.FullName, "source.c");
            File.WriteAllText(source, "int g(void) __asm__(\"\\\"e to f\\\"\"); int g(void) { return 1; } int main(void) { return g(); }");
            using CTarget target = new(source);
            File.Copy(target.Path, path);
            using BpfObject program = Load("uprobe.single");
            UprobeProgram probe = program.Programs.Get<UprobeProgram>(Program);
            string place = $"{path}:e to f";
            using Link link = probe.Attach(UprobeTarget.File(path, "e to f"));
            BpfException exception = Fails(place, () => probe.Attach(UprobeTarget.File(path, "e to f")));
            Assert.IsType<BpfStateException>(exception);
            Assert.StartsWith($"Cannot attach program 'a to b' to '{place}'. It is already attached there", exception.Message, StringComparison.Ordinal);
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }

    [Fact]
    public void Pin()
    {
        using BpfObject target = BpfObject.Open(
            CObject.CompileText(
                """
                #include <linux/bpf.h>
                #include <bpf/bpf_helpers.h>
                struct { __uint(type, BPF_MAP_TYPE_ARRAY); __type(key, int); __type(value, int); __uint(max_entries, 1); } m SEC(".maps");
                """),
            "pins");
        target.Load();
        string path = $"/sys/fs/bpf/c at {Guid.NewGuid():n}";
        target.Maps["m"].Pin(path);
        try
        {
            BpfException exception = Assert.Throws<BpfException>(() => target.Maps["m"].Pin(path));
            Assert.Equal(("m", path, Errno.EEXIST), (exception.Subject, exception.Target, exception.Errno));
            Assert.StartsWith($"Cannot pin 'm' at '{path}': EEXIST ", exception.Message, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void ProgramWithoutAPlace()
    {
        BpfException exception = new("attach map", "a to b");
        Assert.Equal(("a to b", null, "Cannot attach map 'a to b'."), (exception.Subject, exception.Target, exception.Message));
    }

    [Fact]
    public void SectionWithABadTarget()
    {
        using BpfObject target = Open("uprobe/c to d");
        target.Load();
        BpfException exception = Fails("uprobe/c to d", () => target.Programs.Get<UprobeProgram>(Program).Attach());
        Assert.StartsWith("Cannot read 'a to b' in section 'uprobe/c to d'. The target 'c to d' is not valid", exception.Message, StringComparison.Ordinal);
    }

    private static BpfException Fails(string place, Action attach)
    {
        BpfException exception = Assert.ThrowsAny<BpfException>(attach);
        Assert.Equal((Program, place), (exception.Subject, exception.Target));
        return exception;
    }

    private static BpfObject Load(string section)
    {
        BpfObject target = Open(section);
        target.Load();
        return target;
    }

    private static BpfObject Open(string section) => BpfObject.Open(CObject.CompileText(Source.Replace("SECTION", section, StringComparison.Ordinal)), "subjects");
}
