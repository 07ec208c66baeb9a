using Bpf.Objects;
using Bpf.Objects.Btf;
using Bpf.Objects.Btf.Values;
using Bpf.Runtime.Kernel;
using Bpf.Runtime.Tests.Support;
using Bpf.Testing;

namespace Bpf.Runtime.Tests;

public class CoreRelocationTests
{
    private static BtfType TaskStruct => KernelBtf.Vmlinux[KernelBtf.Vmlinux.Find("task_struct"u8, BtfKind.Struct)];

    public CoreRelocationTests() => KernelRequirement.NeedRoot();

    [Fact]
    public void EveryCoreQueryIsAnsweredFromTheKernelTypes()
    {
        using BpfObject target = BpfObject.Open(CObject.Compile("core"), "core");
        target.Load();
        Assert.Equal(1u, target.Programs["questions"].TestRun(Packet.Minimal).ReturnValue);

        uint Answer(string name) => target.Globals.Reference<uint>(".bss", name);
        Assert.Equal(Offset("pid"), Answer("pid_offset"));
        Assert.Equal(Offset("comm"), Answer("comm_offset"));
        Assert.Equal(Offset("comm") + 2, Answer("second_comm"));
        Assert.Equal(16u, Answer("comm_size"));
        Assert.Equal(4u, Answer("tgid_size"));
        Assert.Equal(1u, Answer("tgid_signed"));
        Assert.Equal(1u, Answer("has_pid"));
        Assert.Equal(1u, Answer("has_nothing"));
        Assert.Equal(1u, Answer("has_struct"));
        Assert.Equal(1u, Answer("has_task"));
        Assert.Equal(TaskStruct.RawSize, Answer("task_size"));
        Assert.Equal(27u, Answer("ringbuf"));
        Assert.Equal(1u, Answer("has_enumerator"));
        Assert.Equal(1u, Answer("lacks_enumerator"));
        Assert.NotEqual(0u, Answer("local_id"));
        Assert.Equal(TaskStruct.Id, Answer("target_id"));
        Assert.Equal(1u, Answer("type_matches"));
        Assert.Equal(61u, Answer("pkt_shift"));
    }

    [Fact]
    public void UnreachablePoisonIsAccepted()
    {
        using BpfObject target = BpfObject.Open(CObject.Compile("core"), "core");
        target.Load();
        Assert.Equal(5u, target.Programs["guarded"].TestRun(Packet.Minimal).ReturnValue);
    }

    [Fact]
    public void FieldsAreReadThroughRelocatedOffsets()
    {
        using BpfObject target = BpfObject.Open(CObject.Compile("core"), "core");
        target.Programs["reads_task"].AutoLoad = true;
        target.Load();
        Assert.Equal(1u, target.Programs["reads_task"].TestRun(context: new byte[16]).ReturnValue);
    }

    [Fact]
    public void ReachablePoisonNamesTheField()
    {
        using BpfObject target = BpfObject.Open(CObject.Compile("core"), "core");
        target.Programs["unguarded"].AutoLoad = true;
        VerifierException exception = Assert.Throws<VerifierException>(target.Load);
        Assert.Contains("task_struct___other.no_such_member", exception.Message);
    }

    private static uint Offset(string member)
    {
        for (int i = 0; i < TaskStruct.Count; i++)
        {
            if (TaskStruct.Table.Text(TaskStruct.Member(i).NameOffset) == member)
            {
                return TaskStruct.Member(i).BitOffset / 8;
            }
        }

        throw new InvalidOperationException(member);
    }
}
