namespace Bpf.Testing;

/// <summary>Wrong programs that acquire objects of the kernel, and what the code fixes make of them, as statements of a syscall program.</summary>
internal static class OwnershipFixes
{
    /// <summary>What is not released or ended on a path: the marked statements, those with the fix applied, and which of the fixes.</summary>
    public static TheoryData<string, string, int> Released => new()
    {
        {
            """
            task_struct* p = {|BPF0431:bpf_task_from_pid(call.A)|};
            if (p == null)
                return 0;

            // The number.
            call.Result = p->pid; // of the thread
            return 1;
            """,
            """
            task_struct* p = bpf_task_from_pid(call.A);
            if (p == null)
                return 0;

            // The number.
            call.Result = p->pid; // of the thread
            bpf_task_release(p);
            return 1;
            """, 0
        },
        {
            """
            task_struct* p = {|BPF0431:bpf_task_from_pid(call.A)|};
            if (p != null)
            {
                call.Result = p->pid;
            }
            """,
            """
            task_struct* p = bpf_task_from_pid(call.A);
            if (p != null)
            {
                call.Result = p->pid;
                bpf_task_release(p);
            }
            """, 0
        },
        {
            """
            task_struct* p = {|BPF0431:bpf_task_from_pid(call.A)|};
            if (p != null)
                call.Result = p->pid;
            """,
            """
            task_struct* p = bpf_task_from_pid(call.A);
            if (p != null)
            {
                call.Result = p->pid;
                bpf_task_release(p);
            }
            """, 0
        },
        {
            """
            task_struct* p = {|BPF0431:KernelFunctions.bpf_task_from_pid(call.A)|};
            if (p == null)
                return 0;
            if (call.B > 3)
                // Too many.
                return 1;
            if (call.B > 5) { return 2; }
            KernelFunctions.bpf_task_release(p);
            """,
            """
            task_struct* p = KernelFunctions.bpf_task_from_pid(call.A);
            if (p == null)
                return 0;
            if (call.B > 3)
            {
                KernelFunctions.bpf_task_release(p);
                // Too many.
                return 1;
            }
            if (call.B > 5) { KernelFunctions.bpf_task_release(p); return 2; }
            KernelFunctions.bpf_task_release(p);
            """, 0
        },
        {
            """
            task_struct* p = {|BPF0431:bpf_task_from_pid(call.A)|};
            if (p == null) return 0;
            if (call.B == 1) return p->pid;
            bpf_task_release(p);
            """,
            """
            task_struct* p = bpf_task_from_pid(call.A);
            if (p == null) return 0;
            if (call.B == 1) { int result = p->pid; bpf_task_release(p); return result; }
            bpf_task_release(p);
            """, 0
        },
        {
            """
            for (int i = 0; i < 4; i++)
            {
                task_struct* p = {|BPF0431:bpf_task_from_pid(i)|};
                if (p == null)
                    continue;
                if (p->pid == 9)
                    break;
                call.Result += p->pid;
            }
            """,
            """
            for (int i = 0; i < 4; i++)
            {
                task_struct* p = bpf_task_from_pid(i);
                if (p == null)
                    continue;
                if (p->pid == 9)
                {
                    bpf_task_release(p);
                    break;
                }
                call.Result += p->pid;
                bpf_task_release(p);
            }
            """, 0
        },
        {
            """
            cgroup* g = {|BPF0431:bpf_cgroup_from_id(1)|};
            if (g is null)
                return 0;
            switch (call.A)
            {
                case 1:
                    return 2;
                case 2:
                    call.Result = 5;
                    break;
                default:
                    bpf_cgroup_release(g);
                    return 3;
            }
            """,
            """
            cgroup* g = bpf_cgroup_from_id(1);
            if (g is null)
                return 0;
            switch (call.A)
            {
                case 1:
                    bpf_cgroup_release(g);
                    return 2;
                case 2:
                    call.Result = 5;
                    break;
                default:
                    bpf_cgroup_release(g);
                    return 3;
            }
            bpf_cgroup_release(g);
            """, 0
        },
        {
            """
            task_struct* p = {|BPF0431:bpf_task_from_pid(call.A)|};
            if (p == null)
                return 0;
            p = bpf_task_from_pid(call.B);
            if (p == null)
                return 0;
            bpf_task_release(p);
            """,
            """
            task_struct* p = bpf_task_from_pid(call.A);
            if (p == null)
                return 0;
            bpf_task_release(p);
            p = bpf_task_from_pid(call.B);
            if (p == null)
                return 0;
            bpf_task_release(p);
            """, 0
        },
        {
            """
            task_struct* p = {|BPF0431:bpf_task_from_pid(call.A)|};
            if (p != null)
                call.Result = 1;
            else
                call.Result = 2;
            s_sum++;
            if (p != null)
                s_sum += p->pid;
            """,
            """
            task_struct* p = bpf_task_from_pid(call.A);
            if (p != null)
                call.Result = 1;
            else
                call.Result = 2;
            s_sum++;
            if (p != null)
            {
                s_sum += p->pid;
                bpf_task_release(p);
            }
            """, 0
        },
        {
            """
            task_struct* p = {|BPF0431:bpf_task_from_pid(call.A)|};
            if (p is not null)
                call.Result = p->pid;
            s_sum++;
            """,
            """
            task_struct* p = bpf_task_from_pid(call.A);
            if (p is not null)
            {
                call.Result = p->pid;
                bpf_task_release(p);
            }
            s_sum++;
            """, 0
        },
        {
            """
            task_struct* p = {|BPF0431:bpf_task_from_pid(call.A)|};
            if (p == null || p->pid == 0)
                return 0;
            bpf_task_release(p);
            """,
            """
            task_struct* p = bpf_task_from_pid(call.A);
            if (p == null || p->pid == 0)
            {
                if (p != null)
                    bpf_task_release(p);
                return 0;
            }
            bpf_task_release(p);
            """, 0
        },
        {
            """
            task_struct* p = {|BPF0431:bpf_task_from_pid(call.A)|};
            if (p == null) return 0;
            cgroup* g = {|BPF0431:bpf_cgroup_from_id(1)|};
            if (g == null) return 0;
            call.Result = bpf_task_under_cgroup(p, g);
            """,
            """
            task_struct* p = bpf_task_from_pid(call.A);
            if (p == null) return 0;
            cgroup* g = bpf_cgroup_from_id(1);
            if (g == null) { bpf_task_release(p); return 0; }
            call.Result = bpf_task_under_cgroup(p, g);
            bpf_cgroup_release(g);
            bpf_task_release(p);
            """, 0
        },
        {
            """
            using (KernelScope.Rcu())
            {
                task_struct* p = {|BPF0431:bpf_task_from_pid(call.A)|};
                if (p == null)
                    return 0;
                if (p->pid == 4)
                    return 4;
                bpf_task_release(p);
            }
            """,
            """
            using (KernelScope.Rcu())
            {
                task_struct* p = bpf_task_from_pid(call.A);
                if (p == null)
                    return 0;
                if (p->pid == 4)
                {
                    bpf_task_release(p);
                    return 4;
                }
                bpf_task_release(p);
            }
            """, 0
        },
        {
            """
            task_struct* p = {|BPF0431:bpf_task_from_pid(call.A)|};
            if (p == null)
                return 0;
            if (call.B == 3)
                throw new BpfAbortException(1);
            bpf_task_release(p);
            """,
            """
            task_struct* p = bpf_task_from_pid(call.A);
            if (p == null)
                return 0;
            if (call.B == 3)
            {
                bpf_task_release(p);
                throw new BpfAbortException(1);
            }
            bpf_task_release(p);
            """, 0
        },
        {
            """
            if ({|BPF0306:Ring.TryReserve(out BpfRef<int> r)|})
            {
                r.Value = 1;
                if (call.A == 3)
                    return 1;
                Ring.Submit(r);
            }
            """,
            """
            if (Ring.TryReserve(out BpfRef<int> r))
            {
                r.Value = 1;
                if (call.A == 3)
                {
                    Ring.Discard(r);
                    return 1;
                }
                Ring.Submit(r);
            }
            """, 1
        },
        {
            """
            if ({|BPF0306:Ring.TryReserve(out BpfRef<int> r)|})
                r.Value = 1;
            """,
            """
            if (Ring.TryReserve(out BpfRef<int> r))
            {
                r.Value = 1;
                Ring.Submit(r);
            }
            """, 0
        },
        {
            """
            if (!{|BPF0306:Ring.TryReserve(out BpfRef<int> r)|})
                return 1;
            r.Value = 1;
            """,
            """
            if (!Ring.TryReserve(out BpfRef<int> r))
                return 1;
            r.Value = 1;
            Ring.Submit(r);
            """, 0
        },
        {
            """
            if ({|BPF0431:Ring.Reserve(16, out BpfDynptr d)|} != 0)
                return 1;
            Ring.Submit(ref d);
            """,
            """
            if (Ring.Reserve(16, out BpfDynptr d) != 0)
            {
                Ring.Discard(ref d);
                return 1;
            }
            Ring.Submit(ref d);
            """, 1
        },
        {
            """
            bpf_cpumask* m = {|BPF0431:bpf_cpumask_create()|};
            if (m == null)
                return 1;
            bpf_cpumask_set_cpu(0, m);
            return bpf_cpumask_test_cpu(0, (cpumask*)m) ? 1 : 0;
            """,
            """
            bpf_cpumask* m = bpf_cpumask_create();
            if (m == null)
                return 1;
            bpf_cpumask_set_cpu(0, m);
            int result = bpf_cpumask_test_cpu(0, (cpumask*)m) ? 1 : 0;
            bpf_cpumask_release(m);
            return result;
            """, 0
        },
        {
            """
            KernelNumberEnumerator<NumberIteration> n = {|BPF0431:KernelIterators.Range(0, 9)|};
            while (n.MoveNext())
                s_sum += n.Current;
            """,
            """
            using KernelNumberEnumerator<NumberIteration> n = KernelIterators.Range(0, 9);
            while (n.MoveNext())
                s_sum += n.Current;
            """, 0
        },
        {
            """
            {|BPF0431:KernelScope.Rcu()|};
            s_sum++;
            """,
            """
            using var _ = KernelScope.Rcu();
            s_sum++;
            """, 0
        },
        {
            """
            var scope = {|BPF0431:KernelScope.NoPreemption()|};
            if (call.A == 2)
                return 1;
            scope.Dispose();
            """,
            """
            using var scope = KernelScope.NoPreemption();
            if (call.A == 2)
                return 1;
            """, 0
        },
        {
            """
            {|BPF0435:bpf_rcu_read_lock()|};
            if (call.A == 3)
                return s_sum;
            bpf_rcu_read_unlock();
            """,
            """
            bpf_rcu_read_lock();
            if (call.A == 3)
            {
                int result = s_sum;
                bpf_rcu_read_unlock();
                return result;
            }
            bpf_rcu_read_unlock();
            """, 0
        },
        {
            """
            {|BPF0435:bpf_preempt_disable()|};
            s_sum++;
            """,
            """
            bpf_preempt_disable();
            s_sum++;
            bpf_preempt_enable();
            """, 0
        },
    };

    /// <summary>What is released or ended once too often: the marked statements, those with the fix applied, and which of the fixes.</summary>
    public static TheoryData<string, string, int> Once => new()
    {
        {
            """
            task_struct* p = bpf_task_from_pid(call.A);
            if (p == null)
                return 0;
            bpf_task_release(p);
            {|BPF0432:bpf_task_release(p)|};
            """,
            """
            task_struct* p = bpf_task_from_pid(call.A);
            if (p == null)
                return 0;
            bpf_task_release(p);
            """, 0
        },
        {
            """
            task_struct* p = bpf_task_from_pid(call.A);
            if (p == null)
                return 0;
            // Early.
            if (call.B == 1)
                bpf_task_release(p);
            {|BPF0432:bpf_task_release(p)|};
            """,
            """
            task_struct* p = bpf_task_from_pid(call.A);
            if (p == null)
                return 0;
            // Early.
            bpf_task_release(p);
            """, 0
        },
        {
            """
            task_struct* p = bpf_task_from_pid(call.A);
            if (p == null)
                return 0;
            if (call.B == 1)
            {
                call.Result = 3;
                bpf_task_release(p); // early
            }
            {|BPF0432:bpf_task_release(p)|};
            """,
            """
            task_struct* p = bpf_task_from_pid(call.A);
            if (p == null)
                return 0;
            if (call.B == 1)
            {
                call.Result = 3;
                // early
            }
            bpf_task_release(p);
            """, 0
        },
        {
            """
            if (Ring.TryReserve(out BpfRef<int> r)) { Ring.Submit(r); {|BPF0432:Ring.Discard(r)|}; }
            """,
            """
            if (Ring.TryReserve(out BpfRef<int> r)) { Ring.Submit(r); }
            """, 0
        },
        {
            """
            {|BPF0436:bpf_rcu_read_unlock()|};
            s_sum++;
            """,
            """
            s_sum++;
            """, 0
        },
        {
            """
            bpf_preempt_disable();
            bpf_preempt_enable();
            {|BPF0436:bpf_preempt_enable()|}; // again
            """,
            """
            bpf_preempt_disable();
            bpf_preempt_enable();
            // again
            """, 0
        },
    };

    /// <summary>What is released although it may be null: the marked statements, those with the fix applied, and which of the fixes.</summary>
    public static TheoryData<string, string, int> Tested => new()
    {
        {
            """
            task_struct* p = bpf_task_from_pid(call.A);
            // Not needed any more.
            {|BPF0434:bpf_task_release(p)|}; // the task
            """,
            """
            task_struct* p = bpf_task_from_pid(call.A);
            // Not needed any more.
            if (p != null)
                bpf_task_release(p); // the task
            """, 0
        },
        {
            """
            task_struct* p = bpf_task_from_pid(call.A);
            if (p == null)
            {
                {|BPF0434:bpf_task_release(p)|};
                return 0;
            }
            bpf_task_release(p);
            """,
            """
            task_struct* p = bpf_task_from_pid(call.A);
            if (p == null)
            {
                return 0;
            }
            bpf_task_release(p);
            """, 0
        },
        {
            """
            Ring.TryReserve(out BpfRef<int> r); {|BPF0434:Ring.Submit(r)|};
            """,
            """
            Ring.TryReserve(out BpfRef<int> r); if (!r.IsNull) Ring.Submit(r);
            """, 0
        },
        {
            """
            task_struct* p = bpf_task_from_pid(call.A);
            try
            {
                if (p != null)
                    call.Result = p->pid;
            }
            finally
            {
                {|BPF0434:bpf_task_release(p)|};
            }
            """,
            """
            task_struct* p = bpf_task_from_pid(call.A);
            try
            {
                if (p != null)
                    call.Result = p->pid;
            }
            finally
            {
                if (p != null)
                    bpf_task_release(p);
            }
            """, 0
        },
    };

    /// <summary>What is used after its release: the marked statements, those with the fix applied, and which of the fixes.</summary>
    public static TheoryData<string, string, int> Used => new()
    {
        {
            """
            task_struct* p = bpf_task_from_pid(call.A);
            if (p == null)
                return 0;
            bpf_task_release(p);
            call.Result = {|BPF0433:p|}->pid; // the number
            s_sum++;
            """,
            """
            task_struct* p = bpf_task_from_pid(call.A);
            if (p == null)
                return 0;
            call.Result = p->pid; // the number
            bpf_task_release(p);
            s_sum++;
            """, 0
        },
        {
            """
            if (Ring.TryReserve(out BpfRef<int> r)) { Ring.Submit(r); {|BPF0433:r.Value|} = 3; }
            """,
            """
            if (Ring.TryReserve(out BpfRef<int> r)) { r.Value = 3; Ring.Submit(r); }
            """, 0
        },
        {
            """
            task_struct* p = bpf_task_from_pid(call.A);
            if (p == null)
                return 0;
            bpf_task_release(p);
            if (call.B > 3)
                return {|BPF0433:p|}->pid;
            s_sum++;
            """,
            """
            task_struct* p = bpf_task_from_pid(call.A);
            if (p == null)
                return 0;
            if (call.B > 3)
            {
                int result = p->pid;
                bpf_task_release(p);
                return result;
            }
            s_sum++;
            bpf_task_release(p);
            """, 0
        },
        {
            """
            for (int i = 0; i < 3; i++)
            {
                task_struct* p = bpf_task_from_pid(i);
                if (p == null)
                    continue;
                bpf_task_release(p);
                if ({|BPF0433:p|}->pid == 3)
                    break;
            }
            """,
            """
            for (int i = 0; i < 3; i++)
            {
                task_struct* p = bpf_task_from_pid(i);
                if (p == null)
                    continue;
                if (p->pid == 3)
                {
                    bpf_task_release(p);
                    break;
                }
                bpf_task_release(p);
            }
            """, 0
        },
    };
}
