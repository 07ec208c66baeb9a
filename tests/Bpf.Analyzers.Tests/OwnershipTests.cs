using Bpf.Testing;
using static Bpf.Analyzers.Tests.Verify;

namespace Bpf.Analyzers.Tests;

/// <summary>Objects of the kernel are released once on every path; the right programs of OwnedObjects.cs also load.</summary>
public sealed class OwnershipTests
{
    private static Task Check(string statements, params Microsoft.CodeAnalysis.Testing.DiagnosticResult[] expected) => Source($$"""
        using Bpf;
        using Bpf.Vmlinux;
        using static Bpf.Vmlinux.KernelFunctions;

        [BpfObject(License = "GPL")]
        static unsafe class Sample
        {
            public struct Call { public int A; public int B; public long Result; }
            [BpfMap(ByteSize = 4096)] static readonly BpfRingBuffer<int> Ring = new();
            static int s_sum;

            [SyscallProgram]
            static int Run(ref Call call)
            {
                {{statements}}
                return 0;
            }

            public struct Guarded { public BpfSpinLock Lock; public ulong Time; }
            [BpfMap(MaxEntries = 1)] static readonly BpfArray<Guarded> Values = new();

            static int ReadPid(task_struct* task) => task->pid;
        }
        """, expected);

    [Fact]
    public Task MessagesNameWhatTheUserWrites() => Check(
        """
        if (Values.TryGetRef(0, out BpfRef<Guarded> value)) { using (value.Value.Lock.EnterScope()) value.Value.Time = {|#0:BpfHelpers.KtimeGetNs()|}; }
        if ({|#1:Ring.Reserve(64, out BpfDynptr bytes)|} != 0) return 1;
        Ring.Submit(ref bytes);
        """,
        Error("BPF0463", "'KtimeGetNs' may not be called while the program holds a spin lock; call it before or afterwards"),
        Error("BPF0431", "What 'Reserve' acquires is not released on every path: call 'Submit' or 'Discard' of the ring buffer; the verifier refuses the program", 1));


    [Theory]
    // Not released on every path.
    [InlineData("task_struct* p = {|BPF0431:bpf_task_from_pid(call.A)|};")]
    [InlineData("task_struct* p = {|BPF0431:bpf_task_from_pid(call.A)|}; if (p == null) return 0; call.Result = p->pid;")]
    [InlineData("task_struct* p = {|BPF0431:bpf_task_from_pid(call.A)|}; if (p == null) return 0; if (call.B > 3) return 1; bpf_task_release(p);")]
    [InlineData("task_struct* p = {|BPF0431:bpf_task_from_pid(call.A)|}; if (p != null) { if (p->pid == 3) bpf_task_release(p); }")]
    [InlineData("for (int i = 0; i < 4; i++) { task_struct* p = {|BPF0431:bpf_task_from_pid(i)|}; if (p == null) break; if (p->pid == 9) break; bpf_task_release(p); }")]
    [InlineData("for (int i = 0; i < 4; i++) { task_struct* p = {|BPF0431:bpf_task_from_pid(i)|}; if (p == null) continue; call.Result += p->pid; }")]
    [InlineData("{|BPF0431:bpf_task_from_pid(call.A)|};")]
    [InlineData("_ = {|BPF0431:bpf_task_from_pid(call.A)|};")]
    [InlineData("cgroup* g = {|BPF0431:bpf_cgroup_from_id(1)|}; if (g is null) return 0; switch (call.A) { case 1: return 2; default: bpf_cgroup_release(g); break; }")]
    [InlineData("bpf_cpumask* m = {|BPF0431:bpf_cpumask_create()|}; if (m == null) return 1; bpf_cpumask_set_cpu(0, m);")]
    [InlineData("task_struct* p = {|BPF0431:bpf_task_from_pid(call.A)|}; if (p == null) return 0; p = null;")]
    [InlineData("task_struct* p = {|BPF0431:bpf_task_from_pid(call.A)|}; if (p == null) return 0; p = bpf_task_from_pid(call.B); if (p == null) return 0; bpf_task_release(p);")]
    [InlineData("if ({|BPF0306:Ring.TryReserve(out BpfRef<int> r)|}) { r.Value = 1; if (call.A == 3) return 1; Ring.Submit(r); }")]
    [InlineData("{|BPF0431:Ring.Reserve(16, out BpfDynptr d)|}; if (call.A == 3) return 1; Ring.Submit(ref d);")]
    [InlineData("if ({|BPF0431:Ring.Reserve(16, out BpfDynptr d)|} != 0) return 1; Ring.Submit(ref d);")]
    [InlineData("KernelNumberEnumerator<NumberIteration> n = {|BPF0431:KernelIterators.Range(0, 9)|}; while (n.MoveNext()) s_sum += n.Current;")]
    [InlineData("{|BPF0431:KernelScope.Rcu()|};")]
    [InlineData("var scope = {|BPF0431:KernelScope.NoPreemption()|}; if (call.A == 2) return 1; scope.Dispose();")]
    [InlineData("using (KernelScope.Rcu()) { task_struct* p = {|BPF0431:bpf_task_from_pid(call.A)|}; if (p == null) return 0; if (p->pid == 4) return 4; bpf_task_release(p); }")]
    [InlineData("task_struct* p = {|BPF0431:bpf_task_from_pid(call.A)|}; if (p == null) return 0; if (p->pid == 3) throw new BpfAbortException(1); bpf_task_release(p);")]
    [InlineData("if (call.A == 1) {|BPF0107:throw new System.InvalidOperationException();|}")]
    // Released twice, used afterwards.
    [InlineData("task_struct* p = bpf_task_from_pid(call.A); if (p == null) return 0; bpf_task_release(p); {|BPF0432:bpf_task_release(p)|};")]
    [InlineData("task_struct* p = bpf_task_from_pid(call.A); if (p == null) return 0; if (call.B == 1) bpf_task_release(p); {|BPF0432:bpf_task_release(p)|};")]
    [InlineData("if (Ring.TryReserve(out BpfRef<int> r)) { Ring.Submit(r); {|BPF0432:Ring.Discard(r)|}; }")]
    [InlineData("task_struct* p = bpf_task_from_pid(call.A); if (p == null) return 0; bpf_task_release(p); call.Result = {|BPF0433:p|}->pid;")]
    [InlineData("if (Ring.TryReserve(out BpfRef<int> r)) { Ring.Submit(r); {|BPF0433:r.Value|} = 3; }")]
    [InlineData("bpf_cpumask* m = bpf_cpumask_create(); if (m == null) return 1; bpf_cpumask_release(m); {|BPF0433:bpf_cpumask_set_cpu(0, m)|};")]
    [InlineData("for (int i = 0; i < 3; i++) { task_struct* p = bpf_task_from_pid(i); if (p == null) continue; bpf_task_release(p); if ({|BPF0433:p|}->pid == 3) break; }")]
    // Null is released.
    [InlineData("task_struct* p = bpf_task_from_pid(call.A); {|BPF0434:bpf_task_release(p)|};")]
    [InlineData("task_struct* p = bpf_task_from_pid(call.A); if (p == null) {|BPF0434:bpf_task_release(p)|}; else bpf_task_release(p);")]
    [InlineData("Ring.TryReserve(out BpfRef<int> r); {|BPF0434:Ring.Submit(r)|};")]
    [InlineData("task_struct* p = bpf_task_from_pid(call.A); try { if (p != null) call.Result = p->pid; } finally { {|BPF0434:bpf_task_release(p)|}; }")]
    // Pairs.
    [InlineData("{|BPF0435:bpf_rcu_read_lock()|}; if (call.A == 3) return 1; bpf_rcu_read_unlock();")]
    [InlineData("{|BPF0435:bpf_preempt_disable()|};")]
    [InlineData("{|BPF0436:bpf_rcu_read_unlock()|};")]
    [InlineData("bpf_preempt_disable(); bpf_preempt_enable(); {|BPF0436:bpf_preempt_enable()|};")]
    public Task WrongProgramsAreReported(string statements) => Check(statements);

    [Theory]
    [MemberData(nameof(OwnedObjects.All), MemberType = typeof(OwnedObjects))]
    public Task RightProgramsAreNot(string statements) => Check(statements);
}
