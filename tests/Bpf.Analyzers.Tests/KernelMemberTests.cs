using static Bpf.Analyzers.Tests.Verify;

namespace Bpf.Analyzers.Tests;

/// <summary>BPF0408: types, fields and enumerators that no known kernel has, as bpfc reports them.</summary>
public sealed class KernelMemberTests
{
    private const string Types = """
        [KernelStruct("process_struct")] public unsafe struct Process { public int Pid; }
        [KernelStruct("sock")] public unsafe struct Sock { public ushort SkcFamily; }
        [KernelStruct("sigpending")] public unsafe struct SignalSet { public int Signals; }
        [KernelStruct("task_struct___before514")] public unsafe struct Old { public long State; }
        [KernelStruct("no_such_struct")] public unsafe struct Nothing { public int A; }
        [KernelStruct("nf_conn", CheckAtBuild = false)] public unsafe struct Connection { public uint NoMember; }
        [KernelStruct("user_pt_regs")] public unsafe struct Arm { public ulong Pstate; }
        [KernelEnum("bpf_map_type")] public enum Kinds { [KernelName("BPF_MAP_TYPE_RING_BUF")] Wrong = 27, [KernelName("BPF_MAP_TYPE_RINGBUF")] Ring = 28 }
        [KernelEnum("bpf_map_kind")] public enum NoKinds { Ring = 27 }
        """;

    [Theory]
    [InlineData("public int TgId;", "Core.Read(in {|#0:task->TgId|})", "'task_struct.tg_id' is not in Linux 5.10, 6.1, 6.12 and 7.3; did you mean 'tgid'?")]
    [InlineData("public long State;", "Core.Read(in {|#0:task->State|})", "'task_struct.state' is not in Linux 6.1, 6.12 and 7.3; Linux 5.10 has it")]
    [InlineData("public Process* Mm;", "Core.Read(in {|#0:task->Mm->Pid|})", "'struct process_struct' is not in Linux 5.10, 6.1, 6.12 and 7.3")]
    [InlineData("public Sock* Files;", "Core.Read(in {|#0:task->Files->SkcFamily|})",
        "'sock.skc_family' is not in Linux 5.10, 6.1, 6.12 and 7.3; did you mean '__sk_common.skc_family'?")]
    [InlineData("public SignalSet Pending;", "Core.FieldOffset(in {|#0:task->Pending.Signals|})",
        "'sigpending.signals' is not in Linux 5.10, 6.1, 6.12 and 7.3; did you mean 'signal'?")]
    [InlineData("public int Tgid;", "(long){|#0:Core.EnumValue(Kinds.Wrong)|}",
        "'bpf_map_type.BPF_MAP_TYPE_RING_BUF' is not in Linux 5.10, 6.1, 6.12 and 7.3; did you mean 'BPF_MAP_TYPE_RINGBUF', "
        + "'BPF_MAP_TYPE_USER_RINGBUF' or 'BPF_MAP_TYPE_ARENA'?")]
    [InlineData("public int Tgid;", "(long){|#0:Core.EnumValue(NoKinds.Ring)|}", "'enum bpf_map_kind' is not in Linux 5.10, 6.1, 6.12 and 7.3; did you mean "
        + "'bpf_map_type'?")]
    [InlineData("[KernelField(\"process_id\")] public int Pid;", "Get(task)", "'task_struct.process_id' is not in Linux 5.10, 6.1, 6.12 and 7.3"
        + " (called from BPF program 'P': P → Get)", "Core.Read(in {|#0:task->Pid|})")]
    public Task Wrong(string fields, string value, string message, string inMethod = "0")
        => Source(Text(fields, value, inMethod), Warning("BPF0408", message));

    [Theory]
    [InlineData("public int Tgid;", "Core.Read(in task->Tgid)")]
    [InlineData("public Task* RealParent; public int Tgid;", "Core.Read(in task->RealParent->RealParent->Tgid)")]
    [InlineData("public long Tgid;", "Core.Read(in task->Tgid)")] // BPF0407, of bpfc
    [InlineData("public fixed byte Comm[16];", "Core.Read(in task->Comm[2])")]
    [InlineData("[KernelField(\"__state\")] public uint State;", "Core.Read(in task->State)")]
    [InlineData("public long State; [KernelField(\"__state\")] public uint NewState;",
        "Core.FieldExists(in task->NewState) ? Core.Read(in task->NewState) : Core.Read(in task->State)")]
    [InlineData("public int Tgid;", "Core.Read(in ((Old*)task)->State)")]
    [InlineData("public int NoSuchField;", "Core.FieldExists(in task->NoSuchField) ? Core.Read(in task->NoSuchField) : 0")]
    [InlineData("public int NoSuchField;", "Core.FieldExists(in task->NoSuchField) ? Get(task) : 0", "Core.Read(in task->NoSuchField)")]
    [InlineData("public int Tgid;", "Core.TypeExists<Nothing>() ? Core.Read(in ((Nothing*)task)->A) : 0")]
    [InlineData("public int Tgid;", "Core.Read(in ((Connection*)task)->NoMember)")]
    [InlineData("public int Tgid;", "(long)Core.EnumValue(Kinds.Ring) + (Core.EnumValueExists(Kinds.Wrong) ? 1 : 0)")]
    [InlineData("public long State;", "Version < 1 ? Core.Read(in task->State) : 0", "0", "[Kconfig(\"LINUX_KERNEL_VERSION\")] static readonly uint Version;")]
    public Task Right(string fields, string value, string inMethod = "0", string member = "") => Source(Text(fields, value, inMethod, member));

    [Theory]
    [InlineData("aarch64", false)]
    [InlineData("x86_64", true)]
    public Task TypesOfAnArchitecture(string architecture, bool isWrong) => WithProperty("BpfArchitectures", architecture,
        Text("public int Tgid;", $"(long)Core.Read(in {(isWrong ? "{|BPF0408:((Arm*)task)->Pstate|}" : "((Arm*)task)->Pstate")})", "0"));

    private static string Text(string fields, string value, string inMethod, string member = "") => $$"""
        using Bpf;

        [KernelStruct("task_struct")] public unsafe struct Task { {{fields}} }
        {{Types}}

        [BpfObject(License = "GPL")]
        static unsafe class Probe
        {
            {{member}}

            [Uprobe("libc:fork")]
            static int P(UprobeContext context)
            {
                Task* task = (Task*)BpfHelpers.GetCurrentTask();
                return (int)({{value}});
            }

            static long Get(Task* task) => {{inMethod}};
        }
        """;
}
