using Bpf.Testing;

namespace Bpf.Compiler.Tests;

/// <summary>Declarations of kernel types, compared with the reference kernels at build time.</summary>
public sealed class KernelDeclarationTests
{
    private const string Task = "(Task*)BpfHelpers.GetCurrentTask()";

    /// <summary>Fields of <c>struct task_struct</c>, what the program computes, the id, the message.</summary>
    public static TheoryData<string, string, string, string> Wrong => new()
    {
        // Wider, narrower, different signedness.
        { "public long Tgid;", "Core.Read(in task->Tgid)", "BPF0407", "'Task.Tgid' is declared as 'long' (8 bytes), but 'task_struct.tgid' is 'pid_t' (int, 4 bytes) in Linux 5.10, 6.1, 6.12 and 7.3" },
        { "public short Tgid;", "Core.Read(in task->Tgid)", "BPF0407", "'Task.Tgid' is declared as 'short' (2 bytes), but 'task_struct.tgid' is 'pid_t' (int, 4 bytes) in Linux 5.10, 6.1, 6.12 and 7.3" },
        { "public uint Tgid;", "Core.Read(in task->Tgid)", "BPF0407", "'Task.Tgid' is declared as 'uint' (4 bytes), but 'task_struct.tgid' is 'pid_t' (int, 4 bytes) in" },
        { "public uint StartTime;", "Core.Read(in task->StartTime)", "BPF0407", "'task_struct.start_time' is 'u64' (long long unsigned int, 8 bytes) in Linux 5.10, 6.1, 6.12 and 7.3" },
        { "public int Utime;", "Core.Read(in task->Utime)", "BPF0407", "'Task.Utime' is declared as 'int' (4 bytes), but 'task_struct.utime' is 'u64'" },
        { "public Task* RealParent; public long Tgid;", "Core.Read(in task->RealParent->Tgid)", "BPF0407", "'task_struct.tgid' is 'pid_t'" },
        // Longer than the array.
        { "public Long Comm;", "Core.Read(in task->Comm)[0]", "BPF0407", "'Task.Comm' is declared as 'Long' (an array of 32 bytes), but 'task_struct.comm' is 'char[16]' in" },
        // A different kind of type, which the loader does not find.
        { "public nuint RealParent;", "(long)Core.Read(in task->RealParent)", "BPF0407", "'Task.RealParent' is declared as 'nuint' (8 bytes), but 'task_struct.real_parent' is 'struct task_struct *' in" },
        { "public Task* Tgid;", "(long)Core.ReadPointer(&task->Tgid)", "BPF0407", "'Task.Tgid' is declared as 'Task*', but 'task_struct.tgid' is 'pid_t'" },
        { "public ulong Comm;", "(long)Core.Read(in task->Comm)", "BPF0407", "'Task.Comm' is declared as 'ulong' (8 bytes), but 'task_struct.comm' is 'char[16]'" },
        { "public Mask Pid;", "Core.FieldOffset(in task->Pid)", "BPF0407", "'Task.Pid' is declared as 'Mask' (4 bytes), but 'task_struct.pid' is 'pid_t'" },
        { "public int Usage;", "Core.Read(in task->Usage)", "BPF0407", "'task_struct.usage' is 'refcount_t'" },
        { "public nuint RealParent;", "Core.FieldExists(in task->RealParent) ? 1 : 0", "BPF0407", "'task_struct.real_parent' is 'struct task_struct *' in" },
        // Bit-fields.
        { "[KernelField(\"sched_reset_on_fork\")] public uint Reset;", "Core.Read(in task->Reset)", "BPF0407", "'Task.Reset' is declared as 'uint' (4 bytes), but 'task_struct.sched_reset_on_fork' is a bit-field ('unsigned int', 1 bit) in" },
        { "[KernelField(\"sched_reset_on_fork\", Bits = 2)] public uint Reset;", "(long)Core.ReadBits(in task->Reset)", "BPF0407", "'Task.Reset' is declared as a bit-field (2 bits), but 'task_struct.sched_reset_on_fork' is a bit-field ('unsigned int', 1 bit) in" },
        { "[KernelField(\"exit_code\", Bits = 8)] public int Code;", "(long)Core.ReadBits(in task->Code)", "BPF0407", "'Task.Code' is declared as a bit-field (8 bits), but 'task_struct.exit_code' is 'int' (4 bytes) in" },
        // What does not exist.
        { "public int TgId;", "Core.Read(in task->TgId)", "BPF0408", "'task_struct.tg_id' is not in Linux 5.10, 6.1, 6.12 and 7.3; did you mean 'tgid'" },
        { "public long State;", "Core.Read(in task->State)", "BPF0408", "'task_struct.state' is not in Linux 6.1, 6.12 and 7.3; Linux 5.10 has it" },
        { "public Process* Mm; [KernelStruct(\"process_struct\")] public struct Process { public int Pid; }", "Core.Read(in task->Mm->Pid)", "BPF0408", "'struct process_struct' is not in Linux 5.10, 6.1, 6.12 and 7.3" },
        { "public Sock* Files; [KernelStruct(\"sock\")] public struct Sock { public ushort SkcFamily; }", "Core.Read(in task->Files->SkcFamily)", "BPF0408", "'sock.skc_family' is not in Linux 5.10, 6.1, 6.12 and 7.3; did you mean '__sk_common.skc_family'" },
        { "public Thread Signal; [KernelStruct(\"sigpending\")] public struct Thread { public int X; }", "Core.FieldOffset(in task->Signal.X)", "BPF0407", "'Task.Signal' is declared as 'Thread', but 'task_struct.signal' is 'struct signal_struct *'" },
        { "public Pending Pending; [KernelStruct(\"sigpending\")] public struct Pending { public int Signals; }", "Core.FieldOffset(in task->Pending.Signals)", "BPF0408", "'sigpending.signals' is not in Linux 5.10, 6.1, 6.12 and 7.3; did you mean 'signal'?" },
        { "public int Tgid; [KernelEnum(\"bpf_map_type\")] public enum Kinds { [KernelName(\"BPF_MAP_TYPE_RING_BUF\")] Ring = 27 }", "(long)Core.EnumValue(Kinds.Ring)", "BPF0408", "'bpf_map_type.BPF_MAP_TYPE_RING_BUF' is not in Linux 5.10, 6.1, 6.12 and 7.3; did you mean 'BPF_MAP_TYPE_RINGBUF'" },
        { "public int Tgid; [KernelEnum(\"bpf_map_kind\")] public enum Kinds { Ring = 27 }", "(long)Core.EnumValue(Kinds.Ring)", "BPF0408", "'enum bpf_map_kind' is not in Linux 5.10, 6.1, 6.12 and 7.3; did you mean 'bpf_map_type'" },
    };

    /// <summary>Fields of <c>struct task_struct</c> and what the program computes.</summary>
    public static TheoryData<string, string> Right => new()
    {
        { "public int Tgid;", "Core.Read(in task->Tgid)" },
        { "public Task* RealParent; public int Tgid;", "Core.Read(in task->RealParent->RealParent->Tgid)" },
        { "public Task* RealParent;", "(long)Core.ReadPointer(&task->RealParent)" },
        { "public byte* Stack;", "(long)Core.ReadPointer(&task->Stack)" },
        { "public ulong StartTime;", "(long)Core.Read(in task->StartTime)" },
        { "public Name Comm;", "Core.Read(in task->Comm)[0]" },
        { "public Short Comm;", "Core.Read(in task->Comm)[0]" },
        { "public fixed byte Comm[16];", "Core.Read(in task->Comm[2])" },
        { "public long Tgid;", "Core.FieldSize(in task->Tgid) + Core.FieldOffset(in task->Tgid)" },
        { "public long Tgid;", "Core.FieldSize(in task->Tgid) == 8 ? Core.Read(in task->Tgid) : 0" },
        { "[KernelField(\"sched_reset_on_fork\", Bits = 1)] public uint Reset;", "(long)Core.ReadBits(in task->Reset)" },
        { "[KernelField(\"sched_reset_on_fork\")] public uint Reset;", "(long)Core.ReadBits(in task->Reset)" },
        { "[KernelField(\"__state\")] public uint State;", "Core.Read(in task->State)" },
        { "public long State; [KernelField(\"__state\")] public uint NewState;", "Core.FieldExists(in task->NewState) ? Core.Read(in task->NewState) : Core.Read(in task->State)" },
        { "public int Tgid; [KernelStruct(\"task_struct___before514\")] public struct Old { public long State; }", "Core.Read(in ((Old*)task)->State)" },
        { "public int NoSuchField;", "Core.FieldExists(in task->NoSuchField) ? Core.Read(in task->NoSuchField) : 0" },
        { "public int Tgid; [KernelStruct(\"no_such_struct\")] public struct Nothing { public int A; }", "Core.TypeExists<Nothing>() ? Core.Read(in ((Nothing*)task)->A) : 0" },
        { "public int Tgid; [KernelStruct(\"nf_conn\", CheckAtBuild = false)] public struct Connection { public uint NoMember; }", "Core.Read(in ((Connection*)task)->NoMember)" },
        { "public Proxy* Nsproxy; [KernelStruct(\"nsproxy\")] public struct Proxy { public Mounts* MntNs; } [KernelStruct(\"mnt_namespace\")] public struct Mounts { public Common Ns; } [KernelStruct(\"ns_common\")] public struct Common { public uint Inum; }", "Core.Read(in task->Nsproxy->MntNs->Ns.Inum)" },
        { "public Wrapped Usage; [KernelStruct(\"whatever_it_is_called\")] public struct Wrapped { public Atomic Refs; } [KernelStruct(\"atomic\")] public struct Atomic { public int Counter; }", "Core.Read(in task->Usage.Refs.Counter)" },
        { "public void* Mm; [KernelStruct(\"sock\")] public struct Sock { [KernelField(\"__sk_common\")] public Common Common; } [KernelStruct(\"sock_common\")] public struct Common { public ushort SkcFamily; public ushort SkcNum; public uint SkcDaddr; }", "Core.Read(in ((Sock*)task)->Common.SkcFamily) + Core.Read(in ((Sock*)task)->Common.SkcDaddr)" },
        { "public int Tgid; [KernelEnum(\"bpf_map_type\")] public enum Kinds { [KernelName(\"BPF_MAP_TYPE_RINGBUF\")] Ring = 99, [KernelName(\"BPF_MAP_TYPE_NONE_SUCH\")] None = 98 }", "(long)Core.EnumValue(Kinds.Ring) + (Core.EnumValueExists(Kinds.None) ? 1 : 0)" },
        { "public Policy* Mm; [KernelStruct(\"bpf_map\")] public struct Policy { public Kinds MapType; } [KernelEnum(\"bpf_map_type\")] public enum Kinds : uint { Zero }", "(long)Core.Read(in task->Mm->MapType)" },
        { "public Registers* Mm; [KernelStruct(\"pt_regs\")] public struct Registers { public ulong Ip; }", "(long)Core.Read(in task->Mm->Ip)" },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void WrongDeclarationIsAWarningAtTheAccess(string fields, string value, string id, string message)
    {
        CompilerDiagnostic found = Assert.Single(Compile(fields, value), item => item.Severity == CompilerDiagnosticSeverity.Warning);
        Assert.Equal(id, found.Id);
        Assert.Contains(message, found.Message, StringComparison.Ordinal);
        Assert.Equal(LineOfAccess, found.Location!.Value.Line);
    }

    [Theory]
    [MemberData(nameof(Right))]
    public void CorrectDeclarationIsNotFlagged(string fields, string value)
        => Assert.DoesNotContain(Compile(fields, value), item => item.Severity != CompilerDiagnosticSeverity.Message);

    [Theory]
    [InlineData("5.10", "BPF0408", "'task_struct.__state' is not in Linux 5.10; Linux 6.1, 6.12 and 7.3 have it")]
    [InlineData("5.13", null, null)]
    [InlineData("6.1", null, null)]
    [InlineData("9.9", null, null)]
    public void OldestKernelOfTheProjectIsUsed(string minimum, string? id, string? message)
    {
        CompilerDiagnostic? found = Compile("[KernelField(\"__state\")] public uint State;", "Core.Read(in task->State)", minimum).SingleOrDefault();
        Assert.Equal((id, message), (found?.Id, found?.Message));
    }

    [Fact]
    public void MissingOnlyInOlderKernelsIsInfo()
    {
        CompilerDiagnostic found = Assert.Single(Compile("[KernelField(\"__state\")] public uint State;", "Core.Read(in task->State)"));
        Assert.Equal(("BPF0409", CompilerDiagnosticSeverity.Message), (found.Id, found.Severity));
        Assert.Equal("'task_struct.__state' is not in Linux 5.10; Linux 6.1, 6.12 and 7.3 have it", found.Message);
    }

    [Fact]
    public void MissingOptionalKernelMemberIsInfo()
    {
        CompilerDiagnostic found = Assert.Single(Compile("public int Tgdi;", "Core.FieldExists(in task->Tgdi) ? 1 : 0"));
        Assert.Equal(("BPF0409", CompilerDiagnosticSeverity.Message), (found.Id, found.Severity));
        Assert.StartsWith("'task_struct.tgdi' is not in Linux 5.10, 6.1, 6.12 and 7.3; did you mean 'tgid'", found.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void OnlyTheArchitecturesOfTheObjectAreConsidered()
    {
        const string fields = "public Registers* Mm; [KernelStruct(\"pt_regs\")] public struct Registers { public ulong Ip; }";
        Assert.Empty(Compile(fields, "(long)Core.Read(in task->Mm->Ip)", null, TargetArchitecture.X64));
        CompilerDiagnostic found = Assert.Single(Compile(fields, "(long)Core.Read(in task->Mm->Ip)", null, TargetArchitecture.Arm64));
        Assert.Equal("BPF0408", found.Id);
        found = Assert.Single(Compile(fields, "(long)Core.Read(in task->Mm->Ip)"));
        Assert.Equal("BPF0409", found.Id);
        Assert.StartsWith("'pt_regs.ip' is not in Linux 6.12 (aarch64); Linux 5.10, 6.1, 6.12 (x86_64) and 7.3 have it", found.Message, StringComparison.Ordinal);
    }

    private const int LineOfAccess = 15;

    private static IReadOnlyList<CompilerDiagnostic> Compile(string fields, string value, string? minimum = null, params TargetArchitecture[] architectures)
    {
        CompilationResult result = BpfSource.Compile($$"""
            [BpfObject(License = "GPL")]
            public static unsafe class Sample
            {
                [KernelStruct("task_struct")] public struct Task { {{fields.Split(" [KernelStruct")[0].Split(" [KernelEnum")[0]}} }
                {{fields[fields.Split(" [KernelStruct")[0].Split(" [KernelEnum")[0].Length..]}}
                [System.Runtime.CompilerServices.InlineArray(16)] public struct Name { byte _first; }
                [System.Runtime.CompilerServices.InlineArray(8)] public struct Short { byte _first; }
                [System.Runtime.CompilerServices.InlineArray(32)] public struct Long { byte _first; }
                public enum Mask { None }
                static long s_value;
                [Uprobe]
                public static int Run(UprobeContext context)
                {
                    Task* task = {{Task}};
                    s_value = {{value}};
                    return 0;
                }
            }
            """, minimumKernel: minimum, architectures: architectures);
        Assert.True(result.Succeeded, string.Join('\n', result.Diagnostics));
        return result.Diagnostics;
    }
}
