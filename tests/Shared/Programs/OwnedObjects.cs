namespace Bpf.Testing;

/// <summary>Right programs that acquire objects of the kernel, as statements of a syscall program.</summary>
internal static class OwnedObjects
{
    /// <summary>The programs.</summary>
    public static TheoryData<string> All =>
    [
        "task_struct* p = bpf_task_from_pid(call.A); if (p == null) return 0; call.Result = p->pid; bpf_task_release(p);",
        "task_struct* p = bpf_task_from_pid(call.A); if (p != null) { call.Result = p->pid; bpf_task_release(p); }",
        "task_struct* p = bpf_task_from_pid(call.A); if (p is null) return 0; if (call.B > 3) { bpf_task_release(p); return 1; } bpf_task_release(p);",
        "task_struct* p = bpf_task_from_pid(call.A); if (p == null) return 0; try { if (call.B > 3) return 1; call.Result = p->pid; } finally { bpf_task_release(p); }",
        "task_struct* p = bpf_task_from_pid(call.A); try { if (p != null) call.Result = p->pid; } finally { if (p != null) bpf_task_release(p); }",
        "for (int i = 1; i < 4; i++) { task_struct* p = bpf_task_from_pid(call.A + i); if (p == null) continue; bool found = p->pid == 9; bpf_task_release(p); if (found) break; }",
        // Conditions that depend on each other.
        "int a = call.A; task_struct* p = null; if (a > 3) p = bpf_task_from_pid(a); s_sum++; if (p != null) bpf_task_release(p);",
        "task_struct* p = bpf_task_from_pid(call.A); bool found = p != null; if (found) bpf_task_release(p);",
        "task_struct* p = bpf_task_from_pid(call.A); if (p == null) return 0; bool done = false; if (call.B == 1) { bpf_task_release(p); done = true; } if (!done) bpf_task_release(p);",
        "task_struct* p = bpf_task_from_pid(call.A); if (p == null) return 0; int result = p->pid > 7 ? 1 : 2; bpf_task_release(p); return result;",
        "task_struct* p = bpf_task_from_pid(call.A); if (p == null || p->pid == 0) { if (p != null) bpf_task_release(p); return 0; } bpf_task_release(p);",
        // Two objects.
        "task_struct* p = bpf_task_from_pid(call.A); if (p == null) return 0; cgroup* g = bpf_cgroup_from_id(1); if (g == null) { bpf_task_release(p); return 0; } call.Result = (long)bpf_task_under_cgroup(p, g); bpf_cgroup_release(g); bpf_task_release(p);",
        "task_struct* p = bpf_task_from_pid(call.A); if (p == null) return 0; task_struct* q = bpf_task_acquire(p); if (q != null) bpf_task_release(q); bpf_task_release(p);",
        "cgroup* g = bpf_cgroup_from_id(1); if (g == null) return 0; cgroup* top = bpf_cgroup_ancestor(g, 0); bpf_cgroup_release(g); if (top == null) return 0; call.Result = top->level; bpf_cgroup_release(top);",
        // Given to a method, or from one.
        "task_struct* p = bpf_task_from_pid(call.A); if (p == null) return 0; call.Result = ReadPid(p); bpf_task_release(p);",
        "task_struct* p = Find(call.A); if (p != null) Drop(p); static task_struct* Find(int pid) { task_struct* found = bpf_task_from_pid(pid); return found; } static void Drop(task_struct* task) => bpf_task_release(task);",
        "task_struct* p = bpf_task_from_pid(call.A); if (p == null) throw new BpfAbortException(3); int pid = p->pid; bpf_task_release(p); if (pid == 7) throw new BpfAbortException(call.B);",
        "task_struct* p = bpf_task_from_pid(call.A); if (p == null) return 0; try { if (call.B == 3) throw new BpfAbortException(1); } finally { bpf_task_release(p); }",
        // Records, masks, scopes, iterations.
        "if (Ring.TryReserve(out BpfRef<int> r)) { r.Value = 1; if (call.A == 3) { Ring.Discard(r); return 1; } Ring.Submit(r); }",
        "Ring.TryReserve(out BpfRef<int> r); if (r is { IsNull: true }) return 1; Ring.Discard(r);",
        "Ring.TryReserve(out BpfRef<int> r); if (r.IsNull) return 1; r.Value = 4; Ring.Submit(r);",
        "if (Ring.Reserve(16, out BpfDynptr d) != 0) { Ring.Discard(ref d); return 1; } d.TryWrite(0, in call.A); Ring.Submit(ref d);",
        "bpf_cpumask* m = bpf_cpumask_create(); if (m == null) return 1; bpf_cpumask_set_cpu(3, m); call.Result = bpf_cpumask_test_cpu(3, (cpumask*)m) ? 1 : 0; bpf_cpumask_release(m);",
        "bpf_cpumask* m = bpf_cpumask_create(); if (m == null) return 1; bpf_cpumask* n = bpf_cpumask_acquire(m); bpf_cpumask_release(m); call.Result = bpf_cpumask_empty((cpumask*)n) ? 1 : 0; bpf_cpumask_release(n);",
        "using (KernelScope.Rcu()) { if (call.A == 3) return 1; call.Result = 3; }",
        "bpf_rcu_read_lock(); call.Result = 3; bpf_rcu_read_unlock(); bpf_rcu_read_lock(); bpf_rcu_read_unlock();",
        "foreach (int i in KernelIterators.Range(0, call.A)) { if (i == 7) return 1; task_struct* p = bpf_task_from_pid(i); if (p == null) continue; bpf_task_release(p); }",
        "using KernelNumberEnumerator<NumberIteration> n = KernelIterators.Range(0, 9); while (n.MoveNext()) if (n.Current == 4) return 1;",
        "KernelNumberEnumerator<NumberIteration> n = KernelIterators.Range(0, 9); if (n.MoveNext()) s_sum += n.Current; n.Dispose();",
    ];
}
