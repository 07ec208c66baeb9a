using Bpf.Testing;

namespace Bpf.Compiler.Tests.Kernel;

/// <summary>Programs that read this kernel through the types of Bpf.Vmlinux.</summary>
public sealed class VmlinuxTests
{
    [Fact]
    public void MembersMatchTheRunningKernel() => KernelRun.Syscall("""
        public struct Call { public long Group, Leader, Comm, Level, Number, Flags, Sizes, Enumerators, Bits; }

        [SyscallProgram]
        public static int Run(ref Call call)
        {
            task_struct* task = (task_struct*)BpfHelpers.GetCurrentTask();
            call.Group = Core.Read(in task->tgid);
            call.Leader = Core.Read(in task->group_leader->group_leader->tgid);
            Array16<byte> name = Core.Read(in task->comm);
            call.Comm = name[0] + Core.Read(in task->comm[1]) * 256;
            call.Level = Core.Read(in task->thread_pid->level);
            call.Number = Core.Read(in task->thread_pid->numbers[0].nr) - Core.Read(in task->pid) + Core.Read(in task->signal->pids[1].Value->numbers[0].nr);
            call.Flags = (Core.Read(in task->nsproxy->uts_ns->name.nodename[0]) != 0 ? 1 : 0) + (Core.Read(in task->usage.refs.counter) > 0 ? 10 : 0)
                + (Core.FieldExists(in task->__state) ? 100 : 0) + (Core.FieldExists(in task->state) ? 1000 : 0);
            call.Sizes = Core.FieldSize(in task->comm) + (Core.TypeSize<task_struct>() > 1000 ? 100 : 0);
            call.Enumerators = (long)Core.EnumValue(bpf_map_type.BPF_MAP_TYPE_RINGBUF) + (Core.EnumValueExists(pid_type.PIDTYPE_PGID) ? 100 : 0) + Constants.IPPROTO_TCP * 1000;
            call.Bits = (long)Core.ReadBits(in task->in_execve) * 10 + (long)Core.ReadBits(in task->sched_reset_on_fork);
            return 0;
        }
        """, [0, 0, 0, 0, 0, 0, 0, 0, 0], after =>
        {
            string comm = File.ReadAllText("/proc/thread-self/comm");
            long[] numbers = [.. File.ReadLines("/proc/thread-self/status").First(line => line.StartsWith("NSpid", StringComparison.Ordinal)).Split('\t')[1..].Select(long.Parse)];
            long pid = Environment.ProcessId;
            Assert.Equal([pid, pid, comm[0] + (comm[1] * 256)], after[..3]);
            Assert.Equal([numbers.Length - 1, pid, 111, 116, 6127, 0], after[3..]);
        });

    [Fact]
    public void ArraysOfStructsHaveTheSizesOfTheRunningKernel() => KernelRun.Syscall("""
        public struct Call { public long Index, Constant, Variable, Text; }

        [SyscallProgram]
        public static int Run(ref Call call)
        {
            task_struct* task = (task_struct*)BpfHelpers.GetCurrentTask();
            call.Constant = (long)Core.Read(in task->signal->rlim[7].rlim_cur);
            call.Variable = (long)Core.Read(in task->signal->rlim[(int)call.Index & 15].rlim_cur);
            call.Text = Core.Read(in ((byte*)&task->comm)[(int)call.Index - 6]);
            return 0;
        }
        """, [7, 0, 0, 0], after =>
        {
            string limits = File.ReadLines("/proc/self/limits").First(line => line.StartsWith("Max open files", StringComparison.Ordinal));
            long limit = long.Parse(limits.Split(' ', StringSplitOptions.RemoveEmptyEntries)[3]);
            Assert.Equal([limit, limit, File.ReadAllText("/proc/thread-self/comm")[1]], after[1..]);
        });

    [Fact]
    public void KernelObjectsAreReadDirectly() => KernelRun.Syscall("""
        public struct Call { public long Group, Leader, Chain, Nested, Element, Found; }
        [BpfKfunc("bpf_task_from_pid")] static task_struct* TaskFromPid(int pid) => throw new BpfOnlyException();
        [BpfKfunc("bpf_task_release")] static void Release(task_struct* task) => throw new BpfOnlyException();

        [SyscallProgram]
        public static int Run(ref Call call)
        {
            task_struct* task = (task_struct*)BpfHelpers.GetCurrentTaskBtf();
            call.Group = task->tgid;
            task_struct* leader = task->group_leader;
            call.Leader = leader->tgid + Core.Read(in leader->tgid);
            call.Chain = task->group_leader->group_leader->tgid;
            call.Nested = task->se.on_rq + task->usage.refs.counter;
            call.Element = task->comm[0];
            task_struct* found = TaskFromPid((int)call.Found);
            if (found != null)
            {
                call.Found = found->tgid + 1;
                Release(found);
            }
            return 0;
        }
        """, [0, 0, 0, 0, 0, Environment.ProcessId], after =>
        {
            long pid = Environment.ProcessId;
            Assert.Equal([pid, 2 * pid, pid], after[..3]);
            Assert.True(after[3] > 1, $"{after[3]}");
            Assert.Equal([File.ReadAllText("/proc/thread-self/comm")[0], pid + 1], after[4..]);
        });

    [Fact]
    public void OtherKernelMemoryNeedsARead()
    {
        CompilationResult result = BpfSource.Compile(KernelRun.Class("""
            [SyscallProgram]
            public static int Run(ref long call)
            {
                task_struct* task = (task_struct*)BpfHelpers.GetCurrentTask();
                call = task->tgid;
                return 0;
            }
            """), architectures: KernelRun.HostArchitecture);
        CompilerDiagnostic error = Assert.Single(result.Diagnostics, item => item.Severity == CompilerDiagnosticSeverity.Error);
        Assert.Equal("BPF0401", error.Id);
    }

    [Theory]
    [InlineData("GetCurrentTaskBtf()", true)]
    [InlineData("TaskPtRegs(call)", true)]
    [InlineData("SkcToTcpSock(call)", true)]
    [InlineData("ThisCpuPtr(call)", true)]
    [InlineData("PerCpuPtr(call, 0)", true)]
    [InlineData("KptrXchg(call, null)", true)]
    [InlineData("GetCurrentTask()", false)]
    [InlineData("SkLookupTcp(call, call, 0, 0, 0)", false)]
    public void ResultsOfHelpersAreReadDirectlyIfTheVerifierMayKnowTheirType(string helper, bool isTyped)
    {
        CompilationResult result = BpfSource.Compile(KernelRun.Class($$"""
            static int Read(void* call) => ((task_struct*)BpfHelpers.{{helper}})->tgid;

            [SyscallProgram]
            public static int Run(ref long call)
            {
                fixed (long* pointer = &call)
                {
                    return Read(pointer);
                }
            }
            """), architectures: KernelRun.HostArchitecture);
        Assert.NotEqual(isTyped, result.Diagnostics.Any(item => item.Id == "BPF0401"));
    }
}
