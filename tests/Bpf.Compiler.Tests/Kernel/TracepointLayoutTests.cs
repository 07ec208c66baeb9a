using System.Text;
using Bpf.Runtime;
using Bpf.Testing;

namespace Bpf.Compiler.Tests.Kernel;

/// <summary>Records that users declare are compared with the format file of the tracepoint when the program is attached.</summary>
public sealed class TracepointLayoutTests
{
    // Target, members after the common part, what is read, and the member that differs.
    private static readonly (string Target, string Members, string Read, string Wrong)[] s_wrong =
    [
        ("task:task_rename", "public long pid;", "r.pid", "pid"),
        ("task:task_rename", "public short Pid;", "r.Pid", "Pid"),
        ("task:task_rename", "public long _a; public int pid;", "r.pid", "pid"),
        ("task:task_rename", "public int pid; public Text16 newcomm;", "r.newcomm[0]", "newcomm"),
        ("task:task_rename", "public Text16 oldcomm;", "r.oldcomm[1]", "oldcomm"),
        ("task:task_rename", "public Text16 Name;", "r.Name[1]", "Name"),
        ("task:task_rename", "public int pid; public Text16 oldcomm, newcomm; public int oom_score_adj;", "r.oom_score_adj", "oom_score_adj"),
        ("task:task_rename", "public int pid; public Text16 newcomm; public short Score;", "r.Score", "Score"),
        ("task:task_rename", "public int pid; public Text32 oldcomm;", "r.oldcomm[20]", "oldcomm"),
        ("task:task_rename", "public Text32 Buffer;", "r.Buffer[0]", "Buffer"),
        ("task:task_rename", "public ulong Both;", "(int)r.Both", "Both"),
        ("task:task_rename", "public int pid; public Text16 oldcomm, newcomm; public short oom_score_adj; public short Extra;", "r.Extra", "Extra"),
        ("task:task_rename", "public int pid; public int Middle;", "r.Middle", "Middle"),
        ("task:task_newtask", "public int pid; public Text16 comm; public int Flags;", "r.Flags", "Flags"),
        ("task:task_newtask", "public int pid; public Text16 comm; public int _gap; public uint clone_flags;", "(int)r.clone_flags", "clone_flags"),
        ("task:task_newtask", "public int pid; public Text16 comm; public uint clone_flags;", "(int)r.clone_flags", "clone_flags"),
        ("task:task_newtask", "public int pid; public Text16 comm; public ulong flags; public long oom_score_adj;", "(int)r.oom_score_adj", "oom_score_adj"),
        ("sched:sched_switch", "public Text16 prev_comm; public int prev_pid, prev_prio, prev_state;", "r.prev_state", "prev_state"),
        ("sched:sched_switch", "public Text16 prev_comm; public int prev_prio, prev_pid;", "r.prev_pid", "prev_pid"),
        ("sched:sched_switch", "public Text16 prev_comm; public int prev_pid, prev_prio; public Text16 next_comm;", "r.next_comm[3]", "next_comm"),
        ("sched:sched_switch", "public Text16 prev_comm; public long Pid;", "(int)r.Pid", "Pid"),
        ("sched:sched_process_exec", "public nuint filename;", "(int)r.filename", "filename"),
        ("syscalls:sys_enter_openat", "public int nr; public ulong dfd; public int filename;", "r.filename", "filename"),
        ("sched:sched_process_exec", "public Text16 Name;", "r.Name[0]", "Name"),
        ("sched:sched_process_exec", "public Text16 filename;", "r.filename[0]", "filename"),
        ("syscalls:sys_enter_openat", "public long Number;", "(int)r.Number", "Number"),
        ("syscalls:sys_enter_openat", "public int Number, dfd;", "r.dfd", "dfd"),
        ("raw_syscalls:sys_enter", "public long id; public uint First, Second;", "(int)r.Second", "Second"),
        ("raw_syscalls:sys_enter", "public int id;", "r.id", "id"),
    ];

    private static readonly (string Target, string Members, string Read)[] s_right =
    [
        ("task:task_rename", "public int pid; public Text16 oldcomm, newcomm; public short oom_score_adj;", "r.pid + r.oldcomm[0] + r.newcomm[0] + r.oom_score_adj"),
        ("task:task_rename", "public int Process; public Text16 Before, After; public short Score;", "r.Process + r.Before[0] + r.After[r.Score & 7] + r.Score"),
        ("task:task_rename", "public int Task;", "r.Task"),
        ("task:task_rename", "public long Wrong; public Text8 Wrong2; public int Wrong3; public Text16 newcomm;", "r.newcomm[1]"),
        ("task:task_rename", "public fixed byte Rest[38];", "r.Rest[5] + r.Rest[37]"),
        ("task:task_rename", "public Head Head; public Text16 newcomm;", "r.Head.Pid + r.Head.Old[2] + r.newcomm[3]"),
        ("task:task_rename", "public int pid; public Array4<uint> Words;", "(int)r.Words[3]"),
        ("task:task_rename", "public int pid; public Text8 oldcomm;", "r.oldcomm[2]"),
        ("task:task_rename", "public uint pid;", "(int)r.pid"),
        ("task:task_rename", "public Color pid;", "(int)r.pid"),
        ("task:task_rename", "public int pid; public Text16 oldcomm, newcomm; public short oom_score_adj; public Text32 Beyond;", "r.oom_score_adj + r.pid"),
        ("task:task_newtask", "public int pid; public Text16 comm; public int _gap; public ulong clone_flags;", "(int)r.clone_flags + r._gap - r._gap"),
        ("task:task_newtask", "public int pid; public Text16 comm; public int PaddingBefore; public uint Low, High;", "(int)r.Low + (int)r.High"),
        ("task:task_newtask", "public int pid; public Text16 comm; public ulong clone_flags; public short score;", "(int)r.clone_flags + r.score"),
        ("sched:sched_switch", "public Text16 prev_comm; public int prev_pid, prev_prio; public ulong prev_state; public Text16 next_comm;", "(int)r.prev_state + r.next_comm[0]"),
        ("sched:sched_switch", "public Array2<long> Name; public int prev_pid;", "(int)(r.Name[0] + r.Name[1])"),
        ("sched:sched_process_exec", "public uint filename;", "(int)r.filename"),
        ("sched:sched_process_exec", "public ushort Offset, Length; public int Pid;", "r.Offset + r.Length + r.Pid"),
        ("syscalls:sys_enter_openat", "public long Number; public long dfd; public nuint filename; public long flags, mode;", "(int)(r.dfd + (long)r.filename + r.flags)"),
        ("syscalls:sys_enter_openat", "public int nr; public ulong dfd; public byte* filename;", "r.nr + (r.filename == null ? 1 : 2)"),
        ("syscalls:sys_enter_openat", "public int nr, _gap, dfd, _rest; public ulong filename; public int flags;", "r.dfd + r.flags"),
        ("raw_syscalls:sys_enter", "public long id; public Array6<nuint> args;", "(int)(r.id + (long)r.args[5])"),
        ("raw_syscalls:sys_enter", "public ulong id; public long First, Second;", "(int)(r.First + r.Second)"),
    ];

    [Fact]
    public void WrongRecordsAreRefusedWithBothLayouts()
    {
        KernelRequirement.NeedRoot();
        using BpfObject bpf = Load(s_wrong.Select(item => (item.Target, item.Members, item.Read)));
        Assert.True(s_wrong.Length >= 20);
        for (int i = 0; i < s_wrong.Length; i++)
        {
            var program = (TracepointProgram)bpf.Programs[$"P{i}"];
            TracepointLayoutException? exception = Record.Exception(() => program.Attach()) as TracepointLayoutException;
            Assert.True(exception is not null, $"{s_wrong[i]} was attached");
            Assert.Equal((s_wrong[i].Target, s_wrong[i].Wrong), (exception.Target, Assert.Single(exception.Members)));
            string line = Assert.Single(exception.Layouts.Split('\n'), line => line.StartsWith('!'));
            Assert.Contains($" {s_wrong[i].Wrong} (", line, StringComparison.Ordinal);
            Assert.Null(program.Link);
        }
    }

    [Fact]
    public void RightRecordsThatLookWrongAreAttached()
    {
        KernelRequirement.NeedRoot();
        using BpfObject bpf = Load(s_right);
        Assert.True(s_right.Length >= 20);
        for (int i = 0; i < s_right.Length; i++)
        {
            Exception? exception = Record.Exception(() => bpf.Programs[$"P{i}"].Attach());
            Assert.True(exception is null, $"{s_right[i]}: {exception?.Message}");
        }
    }

    [Fact]
    public void LayoutsAreShownSideBySide()
    {
        KernelRequirement.NeedRoot();
        using BpfObject bpf = Load([("task:task_rename", "public int Task; public Text16 newcomm; public Text16 Other;", "r.Other[0] + r.newcomm[0]")]);
        var program = (TracepointProgram)bpf.Programs["P0"];
        TracepointLayoutException exception = Assert.Throws<TracepointLayoutException>(() => program.Attach("task:task_rename"));
        Assert.Equal("""

              offset  declared                        kernel
                   0  unsigned long long Common (8)
                   8  int Task (4)                    pid_t pid (4)
            !     12  unsigned char[16] newcomm (16)  char[16] oldcomm (16)
                  28  unsigned char[16] Other (16)    char[16] newcomm (16)
                  44                                  short oom_score_adj (2)
            """, exception.Layouts);
        Assert.StartsWith("Cannot attach tracepoint 'P0' to 'task:task_rename'. The program declares another record than this kernel has: 'newcomm' is at offset 12, "
            + "but 'newcomm' is at offset 28.", exception.Message, StringComparison.Ordinal);

        program.ChecksRecord = false;
        program.Attach("task:task_rename");
    }

    [Fact]
    public void EachTargetIsChecked()
    {
        KernelRequirement.NeedRoot();
        using BpfObject bpf = Load([("sched:sched_wakeup", "public Text16 comm; public int pid, prio;", "r.pid + r.comm[0]")]);
        var program = (TracepointProgram)bpf.Programs["P0"];
        program.Attach("sched:sched_waking");
        program.Attach("sched:sched_wakeup_new");
        Assert.Equal(["comm", "pid"], Assert.Throws<TracepointLayoutException>(() => program.Attach("sched:sched_process_exec")).Members);
    }

    // A relocation finds each member, but in the record of another tracepoint. The name of the class does not tell this for a tracepoint that shares it.
    [Fact]
    public void KernelTypesOfOtherTracepointsAreRefused()
    {
        KernelRequirement.NeedRoot();
        byte[] elf = KernelRun.Object("""
            static int s_sum;
            [Tracepoint("sched:sched_wakeup")] public static int Right(in trace_event_raw_sched_wakeup_template r) { s_sum += r.pid + r.target_cpu + r.comm[0]; return 0; }
            [Tracepoint("sched:sched_wakeup")] public static int Wrong(in trace_event_raw_sched_process_exec r) { s_sum += r.pid; return 0; }
            [Tracepoint("task:task_rename")] public static int Unread(in trace_event_raw_sched_process_exec r) { s_sum++; return 0; }
            """).Bytes.ToArray();
        LibbpfCheck.LoadsAll(new Dictionary<string, ReadOnlyMemory<byte>> { ["Sample"] = elf });
        using BpfObject bpf = BpfObject.Open(elf, "Sample");
        bpf.Load();
        bpf.Programs["Right"].Attach();
        bpf.Programs["Unread"].Attach();
        Assert.Equal(["pid"], Assert.Throws<TracepointLayoutException>(bpf.Programs["Wrong"].Attach).Members);
    }

    [Fact]
    public void OtherSignsAreLogged()
    {
        KernelRequirement.NeedRoot();
        List<BpfLogEntry> log = [];
        using BpfObject bpf = Load([("task:task_rename", "public uint pid; public Text16 a, b; public ushort Score;", "(int)r.pid")], log.Add);
        bpf.Programs["P0"].Attach();
        Assert.Contains("'pid' (unsigned int) is unsigned, but the kernel's 'pid' (pid_t) in task:task_rename is not",
            Assert.Single(log, entry => entry.Level == BpfLogLevel.Warning).Message, StringComparison.Ordinal);
    }

    private static BpfObject Load(IEnumerable<(string Target, string Members, string Read)> records, Action<BpfLogEntry>? log = null)
    {
        StringBuilder source = new("""
            using System.Runtime.CompilerServices;

            [BpfObject(License = "GPL")]
            public static unsafe class Sample
            {
                [InlineArray(8)] public struct Text8 { private byte _first; }
                [InlineArray(16)] public struct Text16 { private byte _first; }
                [InlineArray(32)] public struct Text32 { private byte _first; }
                [InlineArray(2)] public struct Array2<T> { private T _first; }
                [InlineArray(4)] public struct Array4<T> { private T _first; }
                [InlineArray(6)] public struct Array6<T> { private T _first; }
                public struct Head { public int Pid; public Text16 Old; }
                public enum Color { Red, Green }
                static int s_sum;

            """);
        int count = 0;
        foreach ((string target, string members, string read) in records)
        {
            source.AppendLine($"    public struct R{count} {{ public ulong Common; {members} }}");
            source.AppendLine($"    [Tracepoint(\"{target}\")] public static int P{count}(in R{count++} r) {{ s_sum += (int)({read}); return 0; }}");
        }

        byte[] elf = BpfSource.CompileObjects(source.Append('}').ToString(), architectures: KernelRun.HostArchitecture)[0].Bytes.ToArray();
        LibbpfCheck.LoadsAll(new Dictionary<string, ReadOnlyMemory<byte>> { ["Sample"] = elf });
        BpfObject bpf = BpfObject.Open(elf, "Sample", new BpfObjectOptions { Log = log });
        bpf.Load();
        return bpf;
    }
}
