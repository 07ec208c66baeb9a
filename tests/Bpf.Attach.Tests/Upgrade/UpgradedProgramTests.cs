using Bpf.Runtime;
using Bpf.Runtime.Tests.Support;
using Bpf.Testing;

namespace Bpf.Attach.Tests.Upgrade;

/// <summary>An upgraded probe behaves like a single one: same names, same places, same number of hits.</summary>
public sealed class UpgradedProgramTests
{
    private const string Prologue = "#include <linux/bpf.h>\n#include <bpf/bpf_helpers.h>\nchar LICENSE[] SEC(\"license\") = \"GPL\";\n__u64 hits;\n";

    public UpgradedProgramTests() => KernelRequirement.NeedRoot();

    [Theory]
    [InlineData(ProbeMode.Auto, "pthread_rwlock_wrlock")]
    [InlineData(ProbeMode.Single, "pthread_rwlock_wrlock")]
    [InlineData(ProbeMode.Auto, "pthread_rwlock_wrloc?")]
    [InlineData(ProbeMode.Single, "pthread_rwlock_wrloc?")]
    [InlineData(ProbeMode.Auto, "pthread_cond_signal@@GLIBC_2.3.2")]
    [InlineData(ProbeMode.Single, "pthread_cond_signal@@GLIBC_2.3.2")]
    [InlineData(ProbeMode.Auto, "pthread_cond_signal")]
    public void FunctionOfSeveralVersionsFiresOncePerCall(ProbeMode mode, string function)
    {
        using CTarget target = new(Path.Combine(AppContext.BaseDirectory, "targets", "locks.c"));
        using CommandedProcess traced = new(target.Path);
        using BpfObject program = BpfObject.Open(CObject.Compile("uprobe"), "uprobe", new BpfObjectOptions { UprobeMode = mode });
        program.Load();
        program.Programs.Get<UprobeProgram>("on_entry").Attach(UprobeTarget.Process(traced.Id, "libc.so.6", function));
        traced.Ask("run 9");
        Assert.Equal(9UL, program.Globals.Reference<ulong>(".bss", "hits"));
    }

    [Fact]
    public void DecisionIsOnTheProgramAndInTheLog()
    {
        List<BpfLogEntry> log = [];
        using BpfObject program = Open("SEC(\"uprobe\") int plain(void *c) { return 0; }\nSEC(\"uprobe.single\") int single(void *c) { return 0; }\n", log);
        Assert.Throws<BpfStateException>(() => program.Programs.Get<UprobeProgram>("plain").AttachDecision);
        program.Load();
        foreach (string name in (string[])["plain", "single"])
        {
            AttachDecision decision = program.Programs.Get<UprobeProgram>(name).AttachDecision;
            Assert.Equal(name == "plain" ? AttachType.TraceUprobeMulti : default, decision.AttachType);
            Assert.Equal(decision.AttachType, program.Programs[name].ExpectedAttachType);
            Assert.Contains(log, entry => entry.Subject == name && entry.Message == $"attaches by {decision.Name}: {decision.Reason}");
        }
    }

    [Fact]
    public void UserSettingsAreKept()
    {
        using BpfObject program = Open("SEC(\"uprobe\") int own(void *c) { return 0; }\nSEC(\"uprobe\") int forced(void *c) { return 0; }\n");
        program.Programs["own"].ExpectedAttachType = AttachType.TraceUprobeSession;
        program.Programs.Get<UprobeProgram>("forced").Mode = ProbeMode.Single;
        program.Load();
        Assert.Equal(AttachType.TraceUprobeSession, program.Programs["own"].ExpectedAttachType);
        Assert.Equal(default, program.Programs["forced"].ExpectedAttachType);
        Assert.Throws<BpfStateException>(() => program.Programs.Get<UprobeProgram>("forced").Mode = ProbeMode.Auto);
    }

    [Fact]
    public void SettingTheAttachTypeOfTheSectionIsRemembered()
    {
        using BpfObject program = Open("SEC(\"uprobe\") int kept(void *c) { return 0; }\nSEC(\"uprobe\") int upgraded(void *c) { return 0; }\n");
        program.Programs["kept"].ExpectedAttachType = default;
        program.Load();
        Assert.Equal("perf_event: the attach type was set explicitly", program.Programs.Get<UprobeProgram>("kept").AttachDecision.ToString());
        Assert.Equal(AttachType.TraceUprobeMulti, program.Programs["upgraded"].ExpectedAttachType);
    }

    [Theory]
    [InlineData("uprobe", "uprobe_multi")]
    [InlineData("uprobe.single", "perf_event")]
    [InlineData("kprobe/no_such_function", "perf_event")]
    [InlineData("?uprobe.single", "uprobe_multi")]
    public void ProgramsThatShareAProgramArrayAttachTheSameWay(string other, string expected)
    {
        const string Array = "struct { __uint(type, BPF_MAP_TYPE_PROG_ARRAY); __uint(max_entries, 2); __type(key, __u32); __type(value, __u32); } calls SEC(\".maps\");\n"
            + "SEC(\"uprobe\") int caller(void *c) { bpf_tail_call(c, &calls, 0); return 0; }\n";
        using BpfObject program = Open($"{Array}SEC(\"{other}\") int callee(void *c) {{ __sync_fetch_and_add(&hits, 1); return 0; }}\n");
        program.Load();
        AttachDecision decision = program.Programs.Get<UprobeProgram>("caller").AttachDecision;
        Assert.Equal(expected, decision.Name);
        if (expected == "perf_event")
        {
            Assert.Contains("'callee'", decision.Reason, StringComparison.Ordinal);
        }
    }

    private static BpfObject Open(string code, List<BpfLogEntry>? log = null)
        => BpfObject.Open(CObject.CompileText(Prologue + code), "upgrade", new BpfObjectOptions { Log = log is null ? null : log.Add });
}
