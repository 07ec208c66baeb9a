using Bpf.CodeFixes.Proven;
using Bpf.Testing;
using static Bpf.CodeFixes.Tests.Fix;

namespace Bpf.CodeFixes.Tests;

/// <summary>Fixes of what programs are attached to, and of records that do not fit.</summary>
public sealed class TargetFixTests
{
    [Theory]
    [InlineData("[Uprobe({|BPF0005:\"libc: malloc\"|})] static int Run(UprobeContext c) => 0;", "[Uprobe(\"libc:malloc\")] static int Run(UprobeContext c) => 0;")]
    [InlineData("[Uprobe({|BPF0005:\"libc::malloc\"|})] static int Run(UprobeContext c) => 0;", "[Uprobe(\"libc:malloc\")] static int Run(UprobeContext c) => 0;")]
    [InlineData("[Uprobe({|BPF0005:\"libc:malloc()\"|})] static int Run(UprobeContext c) => 0;", "[Uprobe(\"libc:malloc\")] static int Run(UprobeContext c) => 0;")]
    [InlineData("[Uretprobe({|BPF0005:\"libc:malloc+4\"|})] static int Run(UretprobeContext c) => 0;", "[Uretprobe(\"libc:malloc\")] static int Run(UretprobeContext c) => 0;")]
    [InlineData("[Kprobe({|BPF0005:\"do_unlinkat \"|})] static int Run(KprobeContext c) => 0;", "[Kprobe(\"do_unlinkat\")] static int Run(KprobeContext c) => 0;")]
    [InlineData("[Tracepoint({|BPF0005:\"sched: sched_switch\"|})] static int Run(TracepointContext c) => 0;",
        "[Tracepoint(\"sched:sched_switch\")] static int Run(TracepointContext c) => 0;")]
    [InlineData("[Tracepoint({|BPF0005:\"sched_switch\"|})] static int Run(TracepointContext c) => 0; // often",
        "[Tracepoint(\"sched:sched_switch\")] static int Run(TracepointContext c) => 0; // often")]
    [InlineData("[Tracepoint({|BPF0005:\"syscalls/sys_enter_openat\"|}, AutoLoad = true)] static int Run(TracepointContext c) => 0;",
        "[Tracepoint(\"syscalls:sys_enter_openat\", AutoLoad = true)] static int Run(TracepointContext c) => 0;")]
    [InlineData("[Tracepoint({|BPF0005:\"sys_enter_openat\"|})] static int Run(TracepointContext c) => 0;",
        "[Tracepoint(\"syscalls:sys_enter_openat\")] static int Run(TracepointContext c) => 0;")]
    [InlineData("[Tracepoint({|BPF0005:\"unheard\"|})] static int Run(TracepointContext c) => 0;", "[Tracepoint({|BPF0005:\"unheard\"|})] static int Run(TracepointContext c) => 0;")]
    [InlineData("[SyscallEnter({|BPF0005:\"syscalls:sys_enter_openat\"|})] static int Run() => 0;", "[SyscallEnter(\"openat\")] static int Run() => 0;")]
    [InlineData("[Tracepoint({|BPF0005:\"events/sched/sched_switch\"|})] static int Run(TracepointContext c) => 0;",
        "[Tracepoint(\"sched:sched_switch\")] static int Run(TracepointContext c) => 0;")]
    [InlineData("[PerfEvent({|BPF0005:SoftwareEvent.CpuClock|})] static int Run(PerfEventContext c) => 0;",
        "[PerfEvent(SoftwareEvent.CpuClock, Frequency = 99)] static int Run(PerfEventContext c) => 0;")]
    public Task Slips(string before, string after) => Verify<TargetFix>(Object(before), Object(after));

    [Theory]
    [InlineData("[SyscallEnter({|BPF0424:\"opneat\"|})] static int Run() => 0;", "[SyscallEnter(\"openat\")] static int Run() => 0;")]
    [InlineData("[SyscallEnter({|BPF0424:\"stat\"|})] static int Run() => 0;", "[SyscallEnter(\"newstat\")] static int Run() => 0;")]
    [InlineData("[BtfTracepoint({|BPF0415:\"sched_swich\"|})] static void Run() { }", "[BtfTracepoint(\"sched_switch\")] static void Run() { }")]
    public Task NearNames(string before, string after) => Verify<NearNameFix>(Object(before), Object(after));

    [Fact]
    public Task RecordOfTheTracepoint() => Verify<RecordTypeFix>(
        "using Bpf.Vmlinux;\n" + Object("[Tracepoint(\"task:task_rename\")] static int Run(in trace_event_raw_task_newtask {|BPF0423:record|}) => record.pid;"),
        "using Bpf.Vmlinux;\n" + Object("[Tracepoint(\"task:task_rename\")] static int Run(in trace_event_raw_task_rename record) => record.pid;"));

    [Fact]
    public void CategoriesAreThoseOfTheKernel()
    {
        string events = Path.Combine(KernelFileSystem.Trace.Need(), "events");
        string[] wrong =
        [
            .. Directory.GetDirectories(events).SelectMany(Directory.GetDirectories).Select(static path => path.Split('/')[^2..])
                .Where(static parts => TracepointCategories.Of(parts[1]) is { } category && category != parts[0])
                .Select(static parts => string.Join(':', parts)),
        ];
        Assert.Empty(wrong);
    }

    private static string Object(string program) => $$"""
        [BpfObject(License = "GPL")]
        static class Probe
        {
            {{program}}
        }
        """;
}
