using static Bpf.Analyzers.Tests.Verify;

namespace Bpf.Analyzers.Tests;

/// <summary>BPF0422 and BPF0423: records of tracepoints against those of the kernels that the table knows.</summary>
public sealed class TracepointRecordTests
{
    [Theory]
    [InlineData("task:task_rename", "public long Pid;", "r.Pid")]
    [InlineData("task:task_rename", "public short Pid;", "r.Pid")]
    [InlineData("task:task_rename", "public long _a; public int pid;", "r.pid")]
    [InlineData("task:task_rename", "public int pid; public Text newcomm;", "r.newcomm[0]")]
    [InlineData("task:task_rename", "public Text Name;", "r.Name[0]")]
    [InlineData("task:task_rename", "public fixed byte oldcomm[16];", "r.oldcomm[0]")]
    [InlineData("task:task_rename", "public int pid; public Text a, b; public int Score;", "r.Score")]
    [InlineData("task:task_rename", "public int pid; public Text a; public short Score;", "r.Score")]
    [InlineData("sched:sched_process_exec", "public nuint Name;", "r.Name")]
    [InlineData("sched:sched_process_exec", "public uint Name; public long pid;", "r.pid")]
    [InlineData("raw_syscalls:sys_enter", "public int id;", "r.id")]
    [InlineData("raw_syscalls:sys_enter", "public long id; public int First, Second;", "r.Second")]
    [InlineData("raw_syscalls:sys_exit", "public long id; public int ret;", "r.ret")]
    [InlineData("irq:irq_handler_exit", "public long irq;", "r.irq")]
    public Task WrongRecordsAreToldWhileTyping(string target, string members, string read)
        => Source(Class(target, members, read).Replace("in Record r)", "in Record {|BPF0422:r|})", StringComparison.Ordinal));

    [Theory]
    [InlineData("task:task_rename", "public int pid; public Text oldcomm, newcomm; public short oom_score_adj;", "r.pid + r.newcomm[0] + r.oom_score_adj")]
    [InlineData("task:task_rename", "public int Task; public Text Before;", "r.Task + r.Before[2]")]
    [InlineData("task:task_rename", "public long Wrong;", "0")]
    [InlineData("task:task_rename", "public fixed byte Rest[38];", "r.Rest[3]")]
    [InlineData("task:task_rename", "public uint pid;", "(int)r.pid")]
    [InlineData("sched:sched_process_exec", "public ushort Offset, Length; public int Pid;", "r.Offset + r.Pid")]
    [InlineData("raw_syscalls:sys_enter", "public ulong id; public nint First, Second;", "(int)r.Second")]
    [InlineData("syscalls:sys_enter_openat", "public long Number;", "(int)r.Number")]
    [InlineData("sched:sched_wakeup", "public long Anything;", "(int)r.Anything")]
    [InlineData("mydriver:event", "public long Anything;", "(int)r.Anything")]
    public Task RightAndUnknownRecordsAreNot(string target, string members, string read) => Source(Class(target, members, read));

    [Fact]
    public Task BothLayoutsAreShown()
        => Source(Class("task:task_rename", "public long Pid;", "r.Pid").Replace("in Record r)", "in Record {|#0:r|})", StringComparison.Ordinal),
            Warning("BPF0422", "The record of 'task:task_rename' is different in the known kernels: 'Pid' covers 'pid' (pid_t) and 'oldcomm' (char[16]); "
                + "declared: long Pid at 8; kernel: pid_t pid at 8, char[16] oldcomm at 12, char[16] newcomm at 28, short int oom_score_adj at 44"));

    [Fact]
    public Task KernelTypesOfOtherTracepoints() => Source("""
        using Bpf;
        using Bpf.Vmlinux;
        [BpfObject(License = "GPL")] public static class Sample
        {
            [Tracepoint("task:task_rename")] public static int Right(in trace_event_raw_task_rename r) => r.pid;
            [Tracepoint("task:task_rename")] public static int Wrong(in trace_event_raw_task_newtask {|BPF0423:r|}) => r.pid;
            [Tracepoint("sched:sched_wakeup")] public static int Class(in trace_event_raw_sched_wakeup_template r) => r.pid;
        }
        """);

    private static string Class(string target, string members, string read) => $$"""
        using Bpf;
        [BpfObject(License = "GPL")] public static unsafe class Sample
        {
            [System.Runtime.CompilerServices.InlineArray(16)] public struct Text { private byte _first; }
            public struct Record { public ulong Common; {{members}} }
            [Tracepoint("{{target}}")] public static int Run(in Record r) => (int)({{read}});
        }
        """;
}
