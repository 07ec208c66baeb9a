using System.Text.RegularExpressions;
using Bpf.Compiler.CodeGen;
using Bpf.Compiler.Llvm;
using Bpf.Testing;
using Microsoft.CodeAnalysis;

namespace Bpf.Compiler.Tests.Kernel;

/// <summary>
/// Programs that acquire and release objects of the kernel: those that the analyzers find right load, those that they find wrong are refused, and those that call
/// functions of the kernel count right.
/// </summary>
public sealed partial class OwnershipTests
{
    private const string Members = """
        public struct Call { public int A; public int B; public long Result; }
            [BpfMap(ByteSize = 4096)] static readonly BpfRingBuffer<int> Ring = new();
            static int s_sum;
            static int ReadPid(task_struct* task) => task->pid;
        """;

    [Fact]
    public void RightProgramsLoad() => Load(Members, OwnedObjects.All);

    [Fact]
    public void RightProgramsWithContainersLoad()
    {
        KernelRequirement.Need(Environment.OSVersion.Version >= new Version(6, 16), "bpf_list_front needs Linux 6.16");
        if (!CannotTag(Programs))
        {
            Programs();
        }

        static void Programs() => Load(OwnedContainers.Members, OwnedContainers.All);
    }

    [Fact]
    public void WhatTheCodeFixesMakeOfWrongProgramsLoads()
    {
        foreach (TheoryData<string, string, int> cases in new[] { OwnershipFixes.Released, OwnershipFixes.Once, OwnershipFixes.Tested, OwnershipFixes.Used })
        {
            Load(Members, [.. cases.Select(static row => row.Data.Item2)]);
        }
    }

    [Theory]
    [MemberData(nameof(OwnedContainers.Wrong), MemberType = typeof(OwnedContainers))]
    public void WrongProgramsWithContainersAreRefused(string statements)
    {
        KernelRequirement.Need(Environment.OSVersion.Version >= new Version(6, 16), "bpf_list_front needs Linux 6.16");
        if (!CannotTag(Program))
        {
            Assert.Throws<Runtime.VerifierException>(Program);
        }

        void Program() => Load(OwnedContainers.Members, [Marker().Replace(statements, "$1")]);
    }

    // An LLVM that cannot describe the containers is refused by bpfc.
    private static bool CannotTag(Action program)
    {
        if (LlvmLibrary.Load().Version.Major >= DebugTags.FirstVersion)
        {
            return false;
        }

        Assert.Contains("BPF0458", Assert.ThrowsAny<Exception>(program).Message, StringComparison.Ordinal);
        return true;
    }

    [GeneratedRegex(@"\{\|BPF\d+:(.*?)\|\}")]
    private static partial Regex Marker();

    // Each program in an object of its own would take minutes.
    private static void Load(string members, TheoryData<string> statements)
    {
        KernelRequirement.NeedRoot();
        string programs = string.Join('\n', statements.Select(static (row, index) => $$"""
                [SyscallProgram]
                public static int P{{index}}(ref Call call)
                {
                    {{row.Data}}
                    return 0;
                }
            """));
        string source = $$"""
            using Bpf.Vmlinux;
            using static Bpf.Vmlinux.KernelFunctions;
            [BpfObject(License = "GPL")]
            public static unsafe class Sample
            {
                {{members}}
                {{programs}}
            }
            """;
        foreach (OptimizationLevel optimization in new[] { OptimizationLevel.Debug, OptimizationLevel.Release })
        {
            ReadOnlyMemory<byte> elf = BpfSource.CompileObjects(source, optimization, architectures: KernelRun.HostArchitecture)[0].Bytes;
            using Runtime.BpfObject bpf = Runtime.BpfObject.Open(elf, "Sample");
            bpf.Load();
        }
    }

    [Fact]
    public void MasksOfCpusAreSetAndTested() => KernelRun.Syscall("""
        public struct Call { public long Cpu; public long Same; public long Other; public long First; public long Weight; public long Empty; }
        [SyscallProgram]
        public static int Run(ref Call call)
        {
            bpf_cpumask* mask = KernelFunctions.bpf_cpumask_create();
            if (mask == null)
                return 1;
            call.Empty = KernelFunctions.bpf_cpumask_empty((cpumask*)mask) ? 1 : 0;
            KernelFunctions.bpf_cpumask_set_cpu((uint)call.Cpu, mask);
            KernelFunctions.bpf_cpumask_set_cpu(0, mask);
            KernelFunctions.bpf_cpumask_clear_cpu(0, mask);
            call.Same = KernelFunctions.bpf_cpumask_test_cpu((uint)call.Cpu, (cpumask*)mask) ? 1 : 0;
            call.Other = KernelFunctions.bpf_cpumask_test_cpu(0, (cpumask*)mask) ? 1 : 0;
            call.First = KernelFunctions.bpf_cpumask_first((cpumask*)mask);
            call.Weight = KernelFunctions.bpf_cpumask_weight((cpumask*)mask);
            KernelFunctions.bpf_cpumask_release(mask);
            return 0;
        }
        """,
        [1, 0, 0, 0, 0, 0], after => Assert.Equal((1L, 0L, 1L, 1L, 1L), (after[1], after[2], after[3], after[4], after[5])));

    [Fact]
    public void TasksAreFoundByNumber() => KernelRun.Syscall("""
        public struct Call { public long Id; public long Parent; public long ByVirtualId; public long Nobody; }
        [SyscallProgram]
        public static int Run(ref Call call)
        {
            task_struct* task = KernelFunctions.bpf_task_from_pid((int)call.Id);
            if (task == null)
                return 1;
            call.Parent = task->real_parent->tgid;
            KernelFunctions.bpf_task_release(task);
            task_struct* virtualTask = KernelFunctions.bpf_task_from_vpid((int)call.Id);
            if (virtualTask != null)
            {
                call.ByVirtualId = virtualTask->tgid;
                KernelFunctions.bpf_task_release(virtualTask);
            }

            task_struct* nobody = KernelFunctions.bpf_task_from_pid(int.MaxValue);
            if (nobody == null)
                call.Nobody = 1;
            else
                KernelFunctions.bpf_task_release(nobody);
            return 0;
        }
        """,
        [Environment.ProcessId, 0, 0, 0], after => Assert.Equal((ParentId(), (long)Environment.ProcessId, 1L), (after[1], after[2], after[3])));

    [Fact]
    public void AncestorsOfCgroupsAreFound()
    {
        string root = KernelFileSystem.Cgroup.Need();
        string inner = Path.Combine(root, $"bpf-owned-{Environment.ProcessId}", "inner");
        Directory.CreateDirectory(inner);
        try
        {
            KernelRun.Syscall("""
                public struct Call { public long Id; public long Level; public long Top; public long Missing; }
                [SyscallProgram]
                public static int Run(ref Call call)
                {
                    cgroup* group = KernelFunctions.bpf_cgroup_from_id((ulong)call.Id);
                    if (group == null)
                        return 1;
                    call.Level = group->level;
                    cgroup* top = KernelFunctions.bpf_cgroup_ancestor(group, 1);
                    if (top != null)
                    {
                        call.Top = (long)top->kn->id;
                        KernelFunctions.bpf_cgroup_release(top);
                    }

                    cgroup* missing = KernelFunctions.bpf_cgroup_ancestor(group, 9);
                    if (missing == null)
                        call.Missing = 1;
                    else
                        KernelFunctions.bpf_cgroup_release(missing);
                    KernelFunctions.bpf_cgroup_release(group);
                    return 0;
                }
                """,
                [IdOf(inner), 0, 0, 0], after => Assert.Equal((2L, IdOf(Path.GetDirectoryName(inner)!), 1L), (after[1], after[2], after[3])));
        }
        finally
        {
            Directory.Delete(inner);
            Directory.Delete(Path.GetDirectoryName(inner)!);
        }
    }

    private static long ParentId() => long.Parse(File.ReadLines("/proc/self/status").First(static line => line.StartsWith("PPid:", StringComparison.Ordinal))[5..], System.Globalization.CultureInfo.InvariantCulture);

    // The id of a cgroup is the number of its directory.
    private static long IdOf(string directory) => long.Parse(Tool.Run("stat", "-c", "%i", directory), System.Globalization.CultureInfo.InvariantCulture);
}
