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
    public void LoadsWithBpftool() => KernelLoad.WithBpftool(BpfSource.CompileObjects(Source, architectures: TargetArchitecture.X64)[0]);
}
