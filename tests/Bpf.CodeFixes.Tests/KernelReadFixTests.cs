using Bpf.CodeFixes.Proven;
using static Bpf.CodeFixes.Tests.Fix;

namespace Bpf.CodeFixes.Tests;

/// <summary>Fixes of reads through kernel pointers.</summary>
public sealed class KernelReadFixTests
{
    [Fact]
    public Task HelperReads() => Verify<CoreReadFix>(
        Probe("[Kprobe(\"f\")] static void P(Task* task) { int id = {|BPF0401:task->tgid|} + {|BPF0401:task->real_parent->tgid|}; }"),
        Probe("[Kprobe(\"f\")] static void P(Task* task) { int id = Core.Read(in task->tgid) + Core.Read(in task->real_parent->tgid); }"));

    [Fact]
    public Task HelperReadsOfArguments() => Verify<CoreReadFix>(
        Probe("[Kprobe(\"f\")] static void P(Task* task) { Counts.Update(in {|BPF0401:task->tgid|}, {|BPF0401:task->tgid|}); }"),
        Probe("[Kprobe(\"f\")] static void P(Task* task) { Counts.Update(Core.Read(in task->tgid), Core.Read(in task->tgid)); }"));

    [Fact]
    public Task HelperReadsOfPointers() => Verify<CoreReadFix>(
        Probe("[Kprobe(\"f\")] static void P(Task* task) { Task* parent = {|BPF0401:task->real_parent|}; }"),
        Probe("[Kprobe(\"f\")] static void P(Task* task) { Task* parent = Core.ReadPointer(&task->real_parent); }"));

    [Fact]
    public Task BitFields() => Verify<BitFieldFix>(
        Probe("[Kprobe(\"f\")] static void P(Task* task) { ulong bits = Core.Read({|BPF0406:in task->in_execve|}) + Core.Read({|BPF0406:in task->in_execve|}); }"),
        Probe("[Kprobe(\"f\")] static void P(Task* task) { ulong bits = Core.ReadBits(in task->in_execve) + Core.ReadBits(in task->in_execve); }"));

    [Fact]
    public Task DirectReads() => Verify<DirectReadFix>(
        Probe("[BtfTracepoint(\"task_newtask\")] static void P(Task* task) { s_id = {|BPF0417:Core.Read(in task->tgid)|} + {|BPF0417:Core.Read(in task->real_parent->tgid)|}; }"),
        Probe("[BtfTracepoint(\"task_newtask\")] static void P(Task* task) { s_id = task->tgid + task->real_parent->tgid; }"));

    [Theory]
    [InlineData("void", "return;")]
    [InlineData("int", "return 0;", "\n        return 0;")]
    public Task NullChecks(string type, string exit, string end = "") => Verify<NullCheckFix>(
        Probe($$"""
            [Iterator("task")] static {{type}} P(Task* task)
                {
                    // The process.
                    s_id = {|BPF0418:task|}->tgid;{{end}}
                }
            """),
        Probe($$"""
            [Iterator("task")] static {{type}} P(Task* task)
                {
                    if (task == null)
                        {{exit}}
                    // The process.
                    s_id = task->tgid;{{end}}
                }
            """));

    [Fact]
    public Task NullCheckInAnExpressionBody() => Verify<NullCheckFix>(
        Probe("[Iterator(\"task\")] static int P(Task* task) => {|BPF0418:task|}->tgid > 5 ? 1 : 0; // same again"),
        Probe("""
            [Iterator("task")] static int P(Task* task)
                {
                    if (task == null)
                        return 0;
                    return task->tgid > 5 ? 1 : 0;
                } // same again
            """));

    private static string Probe(string program) => $$"""
        [BpfObject(License = "GPL")]
        static unsafe class Probe
        {
            [KernelStruct("task_struct")] struct Task { public int tgid; public Task* real_parent; [KernelField("in_execve", Bits = 1)] public uint in_execve; }
            [BpfMap(MaxEntries = 1)] static readonly BpfHashMap<int, int> Counts = new();
            static int s_id;
            {{program}}
        }
        """;
}
