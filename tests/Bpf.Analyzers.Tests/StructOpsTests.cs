using Microsoft.CodeAnalysis.Testing;
using static Bpf.Analyzers.Tests.Verify;

namespace Bpf.Analyzers.Tests;

/// <summary>BPF0450 to BPF0454, and what other rules say about members of struct_ops.</summary>
public sealed class StructOpsTests
{
    [Fact]
    public Task WrongTables() => Source(Class("""
        [StructOps("tcp_congestion_ops")] class {|BPF0450:Control|} { static uint Ssthresh(sock* socket) => 2; }
        [StructOps({|BPF0451:"sched_ext_op"|})] static class Scheduler { static void Enqueue(task_struct* task) { } }
        [StructOps("tcp_congestion_ops", Name = "a_name_that_is_too_long")] static class {|BPF0453:LongName|} { static uint Ssthresh(sock* socket) => 2; }
        [StructOpsMember] static uint {|BPF0450:Ssthresh|}(sock* socket) => 2;
        """));

    [Fact]
    public Task WrongMembers() => Source(Class("""
        [StructOps("tcp_congestion_ops")] static class Control
        {
            static uint {|BPF0452:Sshtresh|}(sock* socket) => 2;
            static uint {|BPF0453:Flags|}(sock* socket) => 2;
            const int {|BPF0453:UndoCwnd|} = 2;
            const int {|BPF0453:Key|} = -1;
            const string {|BPF0453:Name|} = "a_name_that_is_too_long";
            const int {|BPF0453:List|} = 1;
            static int {|BPF0454:CongAvoid|}(sock* socket) => 2;
            static void {|BPF0454:MinTsoSegs|}(sock* socket) { }
            static ulong {|BPF0454:SndbufExpand|}(sock* socket) => 2;
            static void SetState(sock* socket, ushort {|BPF0411:state|}) { }
            static void {|BPF0412:Init|}(sock* socket, int more) { }
        }
        [StructOps("sched_ext_ops")] static class Scheduler
        {
            static bool {|BPF0454:SelectCpu|}(task_struct* task) => true;
            static void Dispatch(int cpu, task_struct* previous) => s_pid = {|BPF0418:previous|}->pid;
            static int Yield2;
        }
        static int s_pid;
        """.Replace("static int Yield2;", "static int {|BPF0452:Yield2|};", StringComparison.Ordinal)));

    [Fact]
    public Task NearNamesAreOffered() => Source(
        Class("""
        [StructOps("sched_ext_ops")] static class Scheduler
        {
            static void {|#0:Enqeue|}(task_struct* task) { }
            static void {|#1:Helper|}(task_struct* task) { }
        }
        """),
        Unknown(0, "Enqeue", "enqeue", "did you mean 'enqueue'?"),
        Unknown(1, "Helper", "helper", "move it into the class around it if it is not meant to be one"));

    [Fact]
    public Task RightTables() => Source(Class("""
        static long s_count;
        static void Count(task_struct* task) => s_count += task->pid;
        [StructOps("sched_ext_ops", Name = "fifo")] static class Scheduler
        {
            static readonly ulong Flags = 2;
            const uint TimeoutMs = 5000;
            static int SelectCpu(task_struct* task, int cpu, ulong flags) => cpu;
            static void Enqueue(task_struct* task, ulong flags) => Count(task);
            static void Dispatch(int cpu, task_struct* previous) { if (previous != null) Count(previous); }
            static bool Yield(task_struct* from) => false;
            [StructOpsMember("init", Sleepable = true)] static int Start() => 0;
        }
        [StructOps("Qdisc_ops")] static class Queue
        {
            static int Enqueue(sk_buff* packet, Qdisc* queue) => 0;
            static sk_buff* Dequeue(Qdisc* queue) => null;
        }
        [StructOps("some_module_ops")] static class Unknown { static long Anything(int a) => a; }
        """));

    private static DiagnosticResult Unknown(int location, string name, string member, string advice)
        => DiagnosticResult.CompilerError("BPF0452").WithLocation(location)
            .WithMessage($"'{name}' would be the member '{member}' of struct sched_ext_ops, which none of the known kernels has; {advice}");

    private static string Class(string members) => $$"""
        using Bpf;
        using Bpf.Vmlinux;
        [BpfObject(License = "GPL")] public static unsafe class Probes
        {
        {{members}}
        }
        """;
}
