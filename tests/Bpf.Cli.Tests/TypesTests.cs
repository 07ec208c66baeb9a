using System.Runtime.InteropServices;
using Bpf.Compiler;
using Bpf.Runtime;
using Bpf.Testing;

namespace Bpf.Cli.Tests;

/// <summary><c>bpf types</c>.</summary>
public sealed class TypesTests
{
    private const string Program = """

        public struct Call { public long Group, Leader, Number, Exists; }

        [BpfObject(License = "GPL")]
        public static unsafe class Sample
        {
            [SyscallProgram]
            public static int Run(ref Call call)
            {
                task_struct* task = (task_struct*)BpfHelpers.GetCurrentTask();
                call.Group = Core.Read(in task->tgid);
                call.Leader = Core.Read(in ((task_struct*)Core.ReadPointer(&task->group_leader))->tgid);
                call.Number = Core.Read(in ((pid*)Core.ReadPointer(&task->thread_pid))->numbers[0].nr) - Core.Read(in task->pid) + (long)Core.ReadBits(in task->in_execve);
                call.Exists = Core.EnumValueExists(pid_type.PIDTYPE_TGID) ? 1 : 0;
                return 0;
            }
        }
        """;

    private static readonly string[] s_fifty =
    [
        "atomic_t", "bio", "bpf_attr", "bpf_map", "bpf_map_type", "bpf_prog", "cfs_rq", "cgroup", "cred", "css_set", "dentry", "ethhdr", "fdtable", "file",
        "files_struct", "gendisk", "hrtimer", "inet_sock", "inode", "iphdr", "ipv6hdr", "kmem_cache", "linux_binprm", "mm_struct", "module", "net_device", "nsproxy",
        "page", "perf_event", "pid", "pid_type", "pt_regs", "request", "rq", "sched_entity", "seq_file", "sighand_struct", "signal_struct", "sk_buff", "sock", "socket",
        "super_block", "task_struct", "tcp_sock", "tcphdr", "timer_list", "udphdr", "uts_namespace", "vm_area_struct", "work_struct",
    ];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void DeclarationsCompileAndReadThisKernel(bool withClosure)
    {
        KernelRequirement.NeedRoot();
        Assert.Equal(50, s_fifty.Length);
        string declarations = BpfCommand.Run(["types", .. s_fifty, .. withClosure ? ["--with-closure"] : Array.Empty<string>()]).Succeed().Output;
        TargetArchitecture architecture = RuntimeInformation.ProcessArchitecture == Architecture.Arm64 ? TargetArchitecture.Arm64 : TargetArchitecture.X64;
        CompiledObject compiled = BpfSource.CompileObjects(declarations + Program, architectures: architecture)[0];

        using BpfObject bpf = BpfObject.Open(compiled.Bytes, "Sample");
        bpf.Load();
        long[] call = new long[4];
        bpf.Programs["Run"].TestRun(context: MemoryMarshal.AsBytes<long>(call));

        Assert.Equal([Environment.ProcessId, Environment.ProcessId, 0, 1], call);
    }

    [Fact]
    public void MembersWithoutACSharpEquivalentAreConverted()
    {
        KernelRequirement.NeedRoot();
        string declarations = BpfCommand.Run("types", "task_struct", "pid", "sock_common", "fown_struct", "--namespace", "Own").Succeed().Output;

        Assert.Contains("namespace Own;", declarations, StringComparison.Ordinal);
        Assert.Contains("public Array16<byte> comm;", declarations, StringComparison.Ordinal);
        Assert.Contains("[KernelField(\"in_execve\", Bits = 1)]\n    public uint in_execve;", declarations, StringComparison.Ordinal);
        Assert.Contains("public task_struct* real_parent;", declarations, StringComparison.Ordinal);
        Assert.Contains("public void* mm;", declarations, StringComparison.Ordinal);
        Assert.Contains("In C#: <c>@lock</c>.</summary>\n    public spinlock @lock;", declarations, StringComparison.Ordinal);
        Assert.Contains("public pid_type pid_type;", declarations, StringComparison.Ordinal);
        Assert.Contains("public uint skc_daddr;", declarations, StringComparison.Ordinal);
    }

    [Fact]
    public void UnknownNameSuggestsSimilarNames()
    {
        BpfCommand run = BpfCommand.Run("types", "task_strct");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("There is no struct, union or enumeration 'task_strct'; did you mean 'task_struct'", run.Errors, StringComparison.Ordinal);
    }
}
