using Bpf.Runtime;
using Bpf.Testing;

namespace Bpf.Compiler.Tests.Kernel;

/// <summary>Refusals of programs in C# are explained in the terms of C#.</summary>
public sealed class VerifierExplanationTests
{
    [Theory]
    [InlineData("[BtfTracepoint(\"tcp_send_reset\")] public static void Run(sock* s, sk_buff* p) { s_sink = p->len; }", "may be null", "if (pointer == null)")]
    [InlineData("[RawTracepoint(\"task_rename\")] public static void Run(RawTracepointContext c) { s_sink = *(long*)c.Argument(0); }", "number is used as an address", "BpfHelpers.TryReadUser")]
    [InlineData("[CgroupSkbIngress] public static int Run(CgroupSkbContext c) => (int)c.Length;", "its kind allows only", "verdict enum")]
    [InlineData("[BpfMap(ByteSize = 4096)] static readonly BpfRingBuffer<long> Ring = new(); "
        + "[SocketFilter] public static int Run(SocketFilterContext c) { if (Ring.TryReserve(out BpfRef<long> r)) r.Value = 1; return 0; }",
        "not released on this path", "Submit or discard")]
    [InlineData("[SocketFilter] public static int Run(SocketFilterContext c) { int i = 0; while (true) { if (s_sink == i) continue; i += 2; } }", "", "BpfHelpers.Loop")]
    [InlineData("[SyscallProgram] public static int Run(ref int c) { int n = 0; "
        + "foreach (task_struct* t in KernelIterators.Tasks<task_struct>(TaskScope.Processes)) n++; return n; }",
        "unless RCU is locked", "using (KernelScope.Rcu())")]
    [InlineData("[SyscallProgram] public static int Run(ref int c) { var t = KernelFunctions.bpf_task_from_pid(1); if (t == null) return 0; var u = t; "
        + "KernelFunctions.bpf_task_release(t); KernelFunctions.bpf_task_release(u); return 0; }", "released a second time", "Release it once")]
    [InlineData("[SyscallProgram] public static int Run(ref int c) { int l = c; if (c > 5) s_pointer = &l; return s_pointer == null ? 0 : *s_pointer; }", "only a number when it is read again",
        "Do not store addresses of locals")]
    [InlineData("[BpfMap] static readonly BpfTaskStorage<long> Tasks = new(); [Uprobe(\"libc:puts\")] public static int Run(UprobeContext c) { "
        + "if (Tasks.TryGetRef((void*)BpfHelpers.GetCurrentTask(), out var v)) v.Value++; return 0; }",
        "gets a number where it expects a kernel object", "GetCurrentTaskBtf()")]
    [InlineData("[TcxIngress] public static TrafficControlAction Run(TrafficControlContext c) { BpfSpinLock l = default; "
        + "using (l.EnterScope()) { } return TrafficControlAction.Next; }",
        "gets a variable on the stack where it expects a value of a map", "BpfArray")]
    [InlineData("[BtfTracepoint(\"sched_process_exit\")] public static void Run(task_struct* t) { int d = 0; task_struct* p = t; "
        + "foreach (int _ in KernelIterators.Range(0, 20)) { if (p->pid <= 1) break; p = p->real_parent; d++; } if (d > 3) BpfHelpers.Print($\"{d}\"); }",
        "leaves all variables as an earlier round", "for (int i = 0; i < 256; i++)")]
    [InlineData("[Kprobe(\"do_exit\")] public static int Run(KprobeContext c) { var t = (task_struct*)BpfHelpers.GetCurrentTask(); int d = 0; "
        + "for (; t != null; t = Core.ReadPointer(&t->real_parent)) d++; return d; }", "reads anew in each round", "constant limit")]
    [InlineData("[SocketFilter] public static int Run(SocketFilterContext c) { long s = 0; "
        + "for (int i = 0; i < 100_000_000; i++) s += i ^ s_sink; return (int)s; }",
        "gave up after", "BpfHelpers.Loop")]
    [InlineData("[SocketFilter] public static int Run(SocketFilterContext c) { long s = 0; "
        + "for (uint n = c.Length & 0xfffff; n != 0; n--) s += n ^ s_sink; return (int)s; }",
        "", "BpfHelpers.Loop")]
    public void CauseAndRemedyAreNamed(string program, string cause, string remedy)
    {
        KernelRequirement.NeedRoot();
        ReadOnlyMemory<byte> elf = KernelRun.Object($"static long s_sink; static int* s_pointer; {program}").Bytes;
        using BpfObject bpf = BpfObject.Open(elf, "Sample");
        VerifierException exception = Assert.Throws<VerifierException>(bpf.Load);
        Assert.Contains(cause, exception.Explanation, StringComparison.Ordinal);
        Assert.Contains(remedy, exception.Suggestion, StringComparison.Ordinal);
    }
}
