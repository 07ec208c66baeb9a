using Bpf.Compiler.Tests.Kernel;
using Bpf.Testing;

namespace Bpf.Compiler.Tests;

/// <summary>Accesses to kernel types, configuration and symbols.</summary>
public sealed class KernelTypeTests
{
    private const string Source = """
        [BpfObject(License = "GPL")]
        public static unsafe class Kernel
        {
            [KernelStruct("task_struct")]
            public struct Task
            {
                public Task* RealParent;
                public int Tgid;
                [KernelField("__state")] public uint State;
                [KernelField("in_execve", Bits = 1)] public uint InExecve;
                public NamespaceProxy* Nsproxy;
            }

            [KernelStruct("task_struct___old")]
            public struct OldTask { public long State; }

            [KernelStruct("nsproxy")]
            public struct NamespaceProxy { public MountNamespace* MntNs; }

            [KernelStruct("mnt_namespace")]
            public struct MountNamespace { public Common Ns; }

            [KernelStruct("ns_common")]
            public struct Common { public uint Inum; }

            [KernelEnum("bpf_map_type")]
            public enum MapTypes { [KernelName("BPF_MAP_TYPE_RINGBUF")] Ring = 27 }

            public struct Answers { public long Parent; public ulong State; public uint Inum; public uint Size; public ulong Bits; public ulong Ring; public int Flags; }

            [Kconfig("LINUX_KERNEL_VERSION")] static readonly uint Version;
            [KernelSymbol("init_task")] static readonly void* InitTask;

            [SyscallProgram]
            public static int Ask(ref Answers answers)
            {
                Task* task = (Task*)BpfHelpers.GetCurrentTask();
                answers.Parent = Core.Read(in task->RealParent->Tgid);
                answers.State = Core.FieldExists(in task->State) ? Core.Read(in task->State) : (ulong)Core.Read(in ((OldTask*)task)->State);
                answers.Inum = Core.Read(in task->Nsproxy->MntNs->Ns.Inum);
                answers.Size = Core.TypeSize<Task>() + Core.FieldSize(in task->Tgid) + Core.FieldOffset(in task->Tgid);
                answers.Bits = Core.ReadBits(in task->InExecve);
                answers.Ring = Core.EnumValueExists(MapTypes.Ring) ? Core.EnumValue(MapTypes.Ring) : 0;
                answers.Flags = (Core.TypeExists<Task>() ? 1 : 0) + (Version > 0x50000 ? 2 : 0) + (InitTask != null ? 4 : 0);
                return 0;
            }
        }
        """;

    [Fact]
    public void CompilesForBothArchitecturesInOneProcessTwice()
    {
        IReadOnlyList<CompiledObject> first = BpfSource.CompileObjects(Source);
        IReadOnlyList<CompiledObject> second = BpfSource.CompileObjects(Source);
        Assert.True(first[0].Bytes.Span.SequenceEqual(second[0].Bytes.Span));
        Assert.True(first[1].Bytes.Span.SequenceEqual(second[1].Bytes.Span));
        Assert.True(first[0].Bytes.Span.IndexOf("task_struct\0"u8) > 0);
        Assert.True(first[0].Bytes.Span.IndexOf("___bpfc"u8) < 0);
    }

    [Fact]
    [Row(116, 117, 118, 119, 120, 121, 124)]
    public void LoadsWithBpftool() => KernelLoad.WithBpftool(BpfSource.CompileObjects(Source, architectures: TargetArchitecture.X64)[0]);

    [Fact]
    [Row(118, 119, 120, 121)]
    public void AnswersMatchTheRunningKernel() => KernelRun.Syscall("""
        [KernelStruct("task_struct")]
        public struct Task
        {
            public int Tgid;
            public Task* GroupLeader;
            public Task* RealParent;
            public Name Comm;
            public ThreadInfo ThreadInfo;
            [KernelField("no_such_field")] public int Missing;
            [KernelField("in_execve", Bits = 1)] public uint InExecve;
            [KernelField("sched_reset_on_fork", Bits = 1)] public uint ResetOnFork;
        }
        [System.Runtime.CompilerServices.InlineArray(16)] public struct Name { byte _first; }
        [KernelStruct("task_struct")] public struct Buffered { public fixed byte Comm[16]; }
        [KernelStruct("thread_info")] public struct ThreadInfo { public ulong Flags; }
        [KernelStruct("task_struct___renamed")] public struct Renamed { [KernelField("tgid")] public int Group; }
        [KernelStruct("no_such_struct")] public struct Nothing { public int A; }
        [KernelEnum("bpf_map_type")] public enum Kinds { [KernelName("BPF_MAP_TYPE_RINGBUF")] Ring = 99, [KernelName("BPF_MAP_TYPE_NONE_SUCH")] None = 98 }
        public struct Answers { public long Group, Leader, Renamed, Comm, Exists, Ring, Bits, Sizes, Types; }

        [SyscallProgram]
        public static int Run(ref Answers answers)
        {
            Task* task = (Task*)BpfHelpers.GetCurrentTask();
            answers.Group = Core.Read(in task->Tgid);
            answers.Leader = Core.Read(in task->GroupLeader->GroupLeader->Tgid);
            answers.Renamed = Core.Read(in ((Renamed*)task)->Group);
            Name name = Core.Read(in task->Comm);
            answers.Comm = name[0] + Core.Read(in task->Comm[1]) * 256 + Core.Read(in ((Buffered*)task)->Comm[2]) * 65536;
            answers.Exists = (Core.FieldExists(in task->Tgid) ? 1 : 0) + (Core.FieldExists(in task->Missing) ? 10 : 0)
                + (Core.TypeExists<Task>() ? 100 : 0) + (Core.TypeExists<Nothing>() ? 1000 : 0)
                + (Core.EnumValueExists(Kinds.Ring) ? 10000 : 0) + (Core.EnumValueExists(Kinds.None) ? 100000 : 0);
            answers.Ring = (long)Core.EnumValue(Kinds.Ring);
            answers.Bits = (long)Core.ReadBits(in task->InExecve) * 10 + (long)Core.ReadBits(in task->ResetOnFork);
            answers.Sizes = Core.FieldSize(in task->Comm) + (Core.TypeSize<Task>() > 1000 ? 100 : 0) + (Core.FieldOffset(in task->ThreadInfo.Flags) == 0 ? 1000 : 0);
            answers.Types = (Core.TypeIdKernel<Task>() != 0 ? 1 : 0) + (Core.TypeIdLocal<Task>() != 0 ? 10 : 0);
            return 0;
        }
        """, [0, 0, 0, 0, 0, 0, 0, 0, 0], after =>
        {
            string comm = File.ReadAllText("/proc/thread-self/comm");
            long pid = Environment.ProcessId;
            Assert.Equal([pid, pid, pid, comm[0] + (comm[1] * 256) + (comm[2] * 65536), 10101, 27, 0, 1116, 11], after);
        });
}
