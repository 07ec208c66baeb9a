using static Bpf.Analyzers.Tests.Verify;

namespace Bpf.Analyzers.Tests;

/// <summary>Rules about the meaning of the data that programs receive.</summary>
public sealed class ProgramDataTests
{
    private static Task Session(string body) => Source(
        $$"""
        using Bpf;
        [BpfObject] static class Probe
        {
            static ulong s_total;
            [UprobeSession("libc:malloc")]
            static int OnMalloc(UprobeSessionContext context, nuint size) { {{body}} return 0; }
        }
        """);

    [Fact]
    public Task BPF0028AtKernelFunctions() => Source(
        """
        using Bpf;
        [BpfObject(License = "GPL")] static unsafe class Probe
        {
            static ulong s_total;
            [KprobeSession("vfs_read")] static void Registers(KprobeSessionContext context, void* file, void* buffer, nuint count) { if (context.IsReturn) s_total += {|BPF0028:count|}; }
            [Fsession("vfs_read")] static void Saved(FsessionContext context, void* file, void* buffer, nuint count) { if (context.IsReturn) s_total += count; }
        }
        """);

    [Fact]
    public Task BPF0028() => Source(
        """
        using Bpf;
        [BpfObject] static class Probe
        {
            static ulong s_total;
            [UprobeSession("libc:malloc")]
            static int OnMalloc(UprobeSessionContext context, nuint size) { if (context.IsReturn) s_total += {|#0:size|}; return 0; }
        }
        """,
        Warning(
            "BPF0028",
            "'size' is an argument of the probed function, but its register may hold another value when the function returns; save it at entry in context.Shared or a map"));

    [Theory]
    [InlineData("if (!context.IsReturn) { context.Shared = size; } else { s_total += {|BPF0028:size|}; }")]
    [InlineData("if (!context.IsReturn) { context.Shared = size; return 0; } s_total += {|BPF0028:size|};")]
    [InlineData("if (context.IsReturn == false) return 0; if (s_total > 5) s_total += {|BPF0028:size|};")]
    [InlineData("s_total += context.IsReturn ? {|BPF0028:size|} : 0;")]
    [InlineData("if (context.IsReturn && {|BPF0028:size|} > 5) s_total++;")]
    [InlineData("bool isReturn = context.IsReturn; if (isReturn) s_total += {|BPF0028:size|};")]
    [InlineData("s_total += context.IsReturn switch { true => {|BPF0028:size|}, false => size };")]
    public Task BPF0028PathsToTheReturn(string body) => Session(body);

    [Theory]
    [InlineData("if (context.IsReturn) s_total += context.Shared; else context.Shared = size;")]
    [InlineData("if (context.IsReturn) { s_total += context.ReturnValue; return 0; } context.Shared = size;")]
    [InlineData("if (!context.IsReturn && size > 5) s_total++;")]
    [InlineData("if (context.IsReturn || size > 5) s_total++;")]
    [InlineData("if (context.IsReturn) { size = (nuint)context.Shared; }")]
    [InlineData("if (context.IsReturn) s_total++; s_total += size;")]
    public Task BPF0028LeavesTheEntryAlone(string body) => Session(body);

    [Fact]
    public Task BPF0404() => Source(
        """
        using System;
        using Bpf;
        struct Open { public long Header; public long Number; public long Directory; public nuint Name; }
        unsafe struct Time { public long Seconds, Nanoseconds; }
        [KernelStruct("task_struct")] unsafe struct Task { public int Tgid; }
        [BpfObject(License = "GPL")] static unsafe class Probe
        {
            [Uprobe("libc:open")] static int A(UprobeContext context, nuint path) => {|#0:BpfHelpers.TryReadKernel(path, out byte first)|} ? first : 0;
            [Uprobe("libc:nanosleep")] static int B(UprobeContext context, Time* time) => {|BPF0404:BpfHelpers.TryReadKernel(&time->Nanoseconds, out long n)|} ? (int)n : 0;
            [Uretprobe("libc:malloc")] static int C(UretprobeContext context) { Span<byte> t = stackalloc byte[8]; return (int){|BPF0404:BpfHelpers.ReadKernelText(context.ReturnValue + 8, t)|}; }
            [Usdt("a:b:c")] static int D(UsdtContext context, ulong address) { ulong copy = address; return {|BPF0404:BpfHelpers.TryReadKernel(copy, out int n)|} ? n : 0; }
            [Uprobe("libc:qsort")] static int E(UprobeContext context, ulong list)
                => BpfHelpers.TryReadUser(list, out ulong next) && {|BPF0404:BpfHelpers.TryReadKernel(next, out int n)|} ? n : 0;
            [Tracepoint("syscalls:sys_enter_openat")] static int F(in Open open) => {|BPF0404:BpfHelpers.TryReadKernel(open.Name, out int n)|} ? n : 0;
            [Uprobe("libc:f")] static int G(UprobeContext context, Task* task) => {|BPF0404:Core.Read(in task->Tgid)|};
            [Uprobe("libc:f")] static int H(UprobeContext context) => {|BPF0405:BpfHelpers.TryReadUser(BpfHelpers.GetCurrentTask() + 16, out int n)|} ? n : 0;
        }
        """,
        Warning("BPF0404", "'path' is an address in the probed process, but this reads kernel memory; use TryReadUser"));

    [Fact]
    public Task BPF0405OfArguments() => Source(
        """
        using Bpf;
        using Bpf.Vmlinux;
        [BpfObject(License = "GPL")] static unsafe class Probe
        {
            [Kprobe("vfs_read")] static int A(KprobeContext context, file* opened) => {|BPF0405:BpfHelpers.TryReadUser((nuint)opened, out long n)|} ? (int)n : 0;
            [Fentry("vfs_read")] static int B(FentryContext context, file* opened) => {|BPF0405:BpfHelpers.TryReadUser(&opened->f_pos, out long n)|} ? (int)n : 0;
            [Kprobe("vfs_read")] static int C(KprobeContext context, file* opened, byte* buffer) => BpfHelpers.TryReadUser(buffer, out long n) ? (int)n : 0;
            [Kprobe("__sys_connect")] static int D(KprobeContext context, int number, sockaddr* address) => BpfHelpers.TryReadUser(address, out long n) ? (int)n : 0;
            [BtfTracepoint("sched_process_exec")] static int F(BtfTracepointContext context, task_struct* task)
            {
                ulong start = task->mm->arg_start;
                return BpfHelpers.TryReadUser((nuint)start, out long n) ? (int)n : 0;
            }
            [Kprobe("vfs_read")] static int E(KprobeContext context, file* opened) => BpfHelpers.TryReadKernel(&opened->f_pos, out long n) ? (int)n : 0;
        }
        """);

    [Fact]
    public Task BPF0404Accepts() => Source(
        """
        using System;
        using Bpf;
        struct Dropped { public long Header; public nuint Address; }
        [KernelStruct("task_struct")] unsafe struct Task { public int Tgid; }
        [BpfObject(License = "GPL")] static unsafe class Probe
        {
            [Uprobe("libc:open")] static int A(UprobeContext context, nuint path) => BpfHelpers.TryReadUser(path, out byte first) ? first : 0;
            [Kprobe("vfs_read")] static int B(KprobeContext context, nuint file) => BpfHelpers.TryReadKernel(file, out long n) ? (int)n : 0;
            [Kprobe("do_sys_open")] static int C(KprobeContext context, int directory, nuint path) => BpfHelpers.TryReadUser(path, out long n) ? (int)n : 0;
            [Uprobe("libc:open")] static int D(UprobeContext context) { Task* task = (Task*)BpfHelpers.GetCurrentTask(); return Core.Read(in task->Tgid); }
            [Tracepoint("skb:kfree_skb")] static int E(in Dropped data) => BpfHelpers.TryReadKernel(data.Address, out int n) ? n : 0;
            [Uprobe("libc:open")] static int F(UprobeContext context, nuint path)
            {
                ulong address = path;
                address = BpfHelpers.GetCurrentTask();
                return BpfHelpers.TryReadKernel(address, out int n) ? n : 0;
            }
        }
        """);

    [Theory]
    [InlineData("[BpfMap(MaxEntries = int.MaxValue)] static readonly BpfArray<ulong> {|BPF0310:Map|} = new();")]
    [InlineData("[BpfMap(MaxEntries = 100_000_000)] static readonly BpfHashMap<int, long> {|BPF0310:Map|} = new();")]
    [InlineData("[BpfMap(MaxEntries = 20_000_000)] static readonly BpfLruHashMap<int, long> {|BPF0310:Map|} = new();")]
    [InlineData("[BpfMap(MaxEntries = 30_000_000)] static readonly BpfHashOfMaps<int, int, long> {|BPF0310:Map|} = new();")]
    [InlineData("[BpfMap(MaxEntries = 200_000_000)] static readonly BpfReuseportSocketArray {|BPF0310:Map|} = new();")]
    [InlineData("[BpfMap(MaxEntries = 2_000_000)] static readonly BpfStackTraceMap {|BPF0310:Map|} = new();")]
    [InlineData("[BpfMap(ByteSize = int.MaxValue)] static readonly BpfRingBuffer<int> {|BPF0310:Map|} = new();")]
    [InlineData("[BpfMap(MaxEntries = 30_000_000)] static readonly BpfPerCpuArray<long> {|BPF0310:Map|} = new();")]
    [InlineData("[BpfMap(MaxEntries = 10_000_000)] static readonly BpfHashMap<int, long> Map = new();")]
    [InlineData("[BpfMap(MaxEntries = 50_000_000, Flags = MapFlags.NoPreallocation)] static readonly BpfHashMap<int, long> Map = new();")]
    [InlineData("[BpfMap(MaxEntries = 100_000_000)] static readonly BpfArray<ulong> Map = new();")]
    [InlineData("[BpfMap(ByteSize = 1 << 30)] static readonly BpfRingBuffer<int> Map = new();")]
    [InlineData("[BpfMap(MaxEntries = 1_000_000)] static readonly BpfLpmTrie<ulong, long> Map = new();")]
    public Task BPF0310(string declaration) => Source(
        $$"""
        using Bpf;
        [BpfObject] static class Probe { {{declaration}} [SocketFilter] static int On(SocketFilterContext context) => 0; }
        """);
}
