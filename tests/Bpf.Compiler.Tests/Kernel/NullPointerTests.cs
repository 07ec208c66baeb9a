using Bpf.Runtime;
using Bpf.Testing;

namespace Bpf.Compiler.Tests.Kernel;

/// <summary>Pointers that the editor wants tested for null are those that the verifier of this kernel wants tested.</summary>
public sealed class NullPointerTests
{
    [Theory]
    [InlineData("[Iterator(\"task\")] public static void Run(task_struct* p) { {0}s_sink = p->tgid; }")]
    [InlineData("[Iterator(\"task\")] public static void Run(task_struct* p) { {0}s_sink = Core.Read(in p->tgid); }")]
    [InlineData("[Iterator(\"task_file\")] public static void Run(task_struct* task, uint descriptor, file* p) { {0}s_sink = (long)p->f_flags; }")]
    [InlineData("[Iterator(\"task_vma\")] public static void Run(task_struct* task, vm_area_struct* p) { {0}s_sink = (long)p->vm_start; }")]
    [InlineData("[Iterator(\"bpf_map\")] public static void Run(bpf_map* p) { {0}s_sink = p->id; }")]
    [InlineData("[Iterator(\"bpf_map_elem\")] public static void Run(bpf_map* map, int* p) { {0}s_sink = *p; }")]
    [InlineData("[Iterator(\"bpf_prog\")] public static void Run(bpf_prog* p) { {0}s_sink = p->len; }")]
    [InlineData("[Iterator(\"bpf_link\")] public static void Run(bpf_link* p) { {0}s_sink = p->id; }")]
    [InlineData("[Iterator(\"tcp\")] public static void Run(sock_common* p) { {0}s_sink = p->skc_num; }")]
    [InlineData("[Iterator(\"udp\")] public static void Run(udp_sock* p) { {0}s_sink = p->pending; }")]
    [InlineData("[Iterator(\"unix\")] public static void Run(unix_sock* p) { {0}s_sink = p->sk.sk_protocol; }")]
    [InlineData("[Iterator(\"ksym\")] public static void Run(kallsym_iter* p) { {0}s_sink = (long)p->value; }")]
    [InlineData("[Iterator(\"cgroup\")] public static void Run(cgroup* p) { {0}s_sink = p->level; }")]
    [InlineData("[BtfTracepoint(\"tcp_send_reset\")] public static void Run(sock* s, sk_buff* p) { {0}s_sink = p->len; }")]
    [InlineData("[SyscallProgram] public static int Run(ref long call) { task_struct* p = FromPid(1); {0}s_sink = p->tgid; Release(p); return 0; }")]
    [InlineData("[Iterator(\"tcp\")] public static void Run(sock_common* s) { if (s == null) return; tcp_sock* p = (tcp_sock*)BpfHelpers.SkcToTcpSock(s); {0}s_sink = p->snd_cwnd; }")]
    // A member that may be null: Core.Read is not advised against.
    [InlineData("[BtfTracepoint(\"tcp_send_reset\")] public static void Run(sock* s, sk_buff* skb) { if (skb == null) return; sock* p = skb->sk; {0}s_sink = p->sk_protocol; }")]
    public void TheVerifierWantsATest(string program)
    {
        KernelRequirement.NeedRoot();
        string exit = program.Contains("int Run", StringComparison.Ordinal) ? "return 0" : "return";
        Load(program.Replace("{0}", $"if (p == null) {exit}; ", StringComparison.Ordinal));
        Assert.Throws<VerifierException>(() => Load(program.Replace("{0}", "", StringComparison.Ordinal)));
    }

    private static void Load(string program)
    {
        ReadOnlyMemory<byte> elf = KernelRun.Object($"""
            static long s_sink;
            [BpfKfunc("bpf_task_from_pid")] static task_struct* FromPid(int pid) => throw new BpfOnlyException();
            [BpfKfunc("bpf_task_release")] static void Release(task_struct* task) => throw new BpfOnlyException();
            {program}
            """).Bytes;
        using BpfObject bpf = BpfObject.Open(elf, "Sample");
        bpf.Load();
    }
}
