using Bpf.Runtime;
using Bpf.Runtime.Tests.Support;
using Bpf.Testing;

namespace Bpf.Attach.Tests.Uprobes;

/// <summary>An attached program cannot be attached to the same target again by mistake, and rejects a target that would have no effect.</summary>
public sealed class RepeatedAttachTests : IDisposable
{
    private readonly CTarget _target;

    public RepeatedAttachTests()
    {
        KernelRequirement.NeedRoot();
        _target = new CTarget(Path.Combine(AppContext.BaseDirectory, "targets", "many.c"));
    }

    public void Dispose() => _target.Dispose();

    [Theory]
    [InlineData(ProbeMode.Auto)]
    [InlineData(ProbeMode.Single)]
    public void SamePlacesAreRefusedAndNewOnesAdded(ProbeMode mode)
    {
        using CommandedProcess traced = new(_target.Path);
        using BpfObject program = Load(mode);
        UprobeProgram entry = program.Programs.Get<UprobeProgram>("on_entry");
        UprobeTarget first = UprobeTarget.File(_target.Path, "f_1*");
        entry.Attach(first);

        Refused(() => entry.Attach(first));
        Refused(() => entry.Attach(UprobeTarget.File(_target.Path, "f_15")));
        Refused(() => entry.Attach(UprobeTarget.File(_target.Path, "f_15") with { ProcessId = traced.Id }));
        Refused(() => entry.Attach(UprobeTarget.File(_target.Path), new UprobeOptions { Functions = ["f_20", "f_19"] }));
        traced.Ask("run 2");
        Assert.Equal(20UL, Hits(program));

        entry.Attach(UprobeTarget.File(_target.Path, "f_20"));
        entry.Attach(UprobeTarget.File(_target.Path, "f_15"), new UprobeOptions { Cookie = 1 });
        entry.Attach(UprobeTarget.File(_target.Path, "f_15"), new UprobeOptions { AllowRepeated = true });
        traced.Ask("run 2");
        Assert.Equal(46UL, Hits(program));

        static void Refused(Action attach)
        {
            BpfStateException refusal = Assert.Throws<BpfStateException>(attach);
            Assert.Contains("already attached there", refusal.Message, StringComparison.Ordinal);
            Assert.Contains("AllowRepeated", refusal.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void TwoProcessesAreTwoAttachmentsAndDetachingFreesThePlace()
    {
        using CommandedProcess one = new(_target.Path);
        using CommandedProcess other = new(_target.Path);
        using BpfObject program = Load(ProbeMode.Auto);
        UprobeProgram entry = program.Programs.Get<UprobeProgram>("on_entry");
        Link link = entry.Attach(UprobeTarget.Process(one.Id, _target.Path, "f_00"));
        entry.Attach(UprobeTarget.Process(other.Id, _target.Path, "f_00"));
        Assert.Throws<BpfStateException>(() => entry.Attach(UprobeTarget.Process(one.Id, _target.Path, "f_00")));
        Assert.Throws<BpfStateException>(() => entry.Attach(UprobeTarget.File(_target.Path, "f_00")));
        link.Detach();
        entry.Attach(UprobeTarget.Process(one.Id, _target.Path, "f_00"));
        one.Ask("run 3");
        other.Ask("run 4");
        Assert.Equal(7UL, Hits(program));
    }

    [Fact]
    public void ChangingAnAttachedProgramExplainsWhatToDo()
    {
        using CommandedProcess traced = new(_target.Path);
        using BpfObject program = Load(ProbeMode.Auto);
        UprobeProgram entry = program.Programs.Get<UprobeProgram>("on_entry");
        entry.Target = UprobeTarget.File(_target.Path, "f_00");
        program.Attach();
        program.Attach();

        BpfStateException second = Assert.Throws<BpfStateException>(() => entry.Attach());
        Assert.Contains($"on_entry'. It is attached to {_target.Path}:f_00. Detach that link first", second.Message, StringComparison.Ordinal);
        BpfStateException late = Assert.Throws<BpfStateException>(() => entry.Target = UprobeTarget.File(_target.Path, "f_01"));
        Assert.Contains("set the target of program", late.Message, StringComparison.Ordinal);
        Assert.Contains("pass the target to Attach", late.Message, StringComparison.Ordinal);
        Assert.Equal("f_00", entry.Target!.Function);
        traced.Ask("run 1");
        Assert.Equal(1UL, Hits(program));

        program.Detach();
        entry.Target = UprobeTarget.File(_target.Path, "f_0?");
        entry.Attach();
        traced.Ask("run 1");
        Assert.Equal(11UL, Hits(program));
    }

    [Theory]
    [InlineData("tracepoint/sched/sched_process_exec")]
    [InlineData("raw_tp/task_rename")]
    [InlineData("usdt")]
    public void OtherKindsToo(string section)
    {
        using CTarget points = new(Path.Combine(AppContext.BaseDirectory, "targets", "points.c"));
        byte[] elf = section == "usdt" ? CObject.Compile("usdt") : CObject.CompileText(
            $"#include <linux/bpf.h>\n#include <bpf/bpf_helpers.h>\nchar LICENSE[] SEC(\"license\") = \"GPL\";\nSEC(\"{section}\") int on_point(void *c) {{ return 0; }}\n");
        using BpfObject program = BpfObject.Open(elf, "kinds");
        BpfProgram only = program.Programs["on_point"];
        if (only is UsdtProgram usdt)
        {
            usdt.Target = UsdtTarget.File(points.Path, "demo", "point");
        }

        program.Load();
        only.Attach();
        Assert.Contains("Detach that link first", Assert.Throws<BpfStateException>(() => only.Attach()).Message, StringComparison.Ordinal);
        BpfStateException late = Assert.Throws<BpfStateException>(() =>
        {
            _ = only switch
            {
                UsdtProgram usdt => (object?)(usdt.Target = null),
                TracepointProgram tracepoint => tracepoint.Target = "sched:sched_switch",
                _ => ((RawTracepointProgram)only).Target = "sched_switch",
            };
        });
        Assert.Contains("set the target of program", late.Message, StringComparison.Ordinal);
        only.Link!.Detach();
        only.Attach();
    }

    private static BpfObject Load(ProbeMode mode)
    {
        BpfObject program = BpfObject.Open(CObject.Compile("uprobe"), "uprobe", new BpfObjectOptions { UprobeMode = mode });
        program.Load();
        return program;
    }

    private static ulong Hits(BpfObject program) => program.Globals.Reference<ulong>(".bss", "hits");
}
