using Bpf.CodeFixes.Proven;
using static Bpf.CodeFixes.Tests.Fix;

namespace Bpf.CodeFixes.Tests;

/// <summary>Fixes of memory that programs may not use as they do.</summary>
public sealed class MemoryFixTests
{
    [Theory]
    [InlineData("s_sum = {|BPF0441:*text|}; // first", "if (!BpfHelpers.TryReadUser(text, out byte value))\n    return 0;\ns_sum = value; // first")]
    [InlineData("int value = 1;\ns_sum = {|BPF0441:text[3]|} + value;", "int value = 1;\nif (!BpfHelpers.TryReadUser(&text[3], out byte value1))\n    return 0;\ns_sum = value1 + value;")]
    [InlineData("s_sum = {|BPF0441:((Point*)text)->Y|};", "if (!BpfHelpers.TryReadUser(&((Point*)text)->Y, out int y))\n    return 0;\ns_sum = y;")]
    [InlineData("{|BPF0441:*text|} = 1;", "{|BPF0441:*text|} = 1;")]
    public Task FollowedAddress(string before, string after) => Verify<FollowedAddressFix>(Texts(before), Texts(after));

    private static string Texts(string statements) => $$"""
        [BpfObject(License = "GPL")]
        static unsafe class Probe
        {
            struct Point { public int X, Y; }
            static int s_sum;

            [Uprobe("libc:malloc")]
            static int OnCall(UprobeContext context, byte* text)
            {
                {{statements.ReplaceLineEndings("\n        ")}}
                return 0;
            }
        }
        """;

    [Fact]
    public Task CopyOfAField() => Verify<KernelCopyFix>(
        Tasks("Count({|BPF0416:ref task->pid|}); // once"),
        Tasks("int pid = task->pid;\nCount(ref pid); // once"));

    private static string Tasks(string statements) => $$"""
        using Bpf.Vmlinux;
        [BpfObject(License = "GPL")]
        static unsafe class Probe
        {
            static int s_sum;
            static void Count(ref int number) => s_sum += number++;

            [BtfTracepoint("task_newtask")]
            static void OnTask(task_struct* task, ulong flags)
            {
                {{statements.ReplaceLineEndings("\n        ")}}
            }
        }
        """;

    private const string Stats = """
        using System.Runtime.InteropServices;
        using System.Threading;
        [BpfObject]
        static class Probe
        {
            LAYOUT
            public struct Stats { public byte Kind; public ulong Count; }
            [BpfMap(MaxEntries = 4)] static readonly BpfArray<Stats> MAP = new();

            [Uprobe("libc:malloc")]
            static int OnCall(UprobeContext context)
            {
                if (Values.TryGetRef(0, out BpfRef<Stats> found))
                    Interlocked.Increment(ref PLACE);
                return 0;
            }
        }
        """;

    [Theory]
    [InlineData("[StructLayout(LayoutKind.Sequential, Pack = 1)]", "[StructLayout(LayoutKind.Sequential)]")]
    public Task Pack(string before, string after) => Verify<LayoutFix>(
        Layout(before, "Values", "{|BPF0444:found.Value.Count|}"), Layout(after, "Values", "found.Value.Count"));

    [Fact]
    public Task SequentialLayout() => Verify<LayoutFix>(
        Layout("[StructLayout(LayoutKind.Auto)]", "{|BPF0201:Values|}", "found.Value.Count"),
        Layout("[StructLayout(LayoutKind.Sequential)]", "Values", "found.Value.Count"));

    private static string Layout(string attribute, string map, string place) => Stats.Replace("LAYOUT", attribute, StringComparison.Ordinal)
        .Replace("MAP", map, StringComparison.Ordinal).Replace("PLACE", place, StringComparison.Ordinal);

    [Theory]
    [InlineData("{|BPF0464:s_jobs.Items.PushBack(job)|}; // last", "using (s_jobs.Lock.EnterScope())\n    s_jobs.Items.PushBack(job); // last")]
    public Task Lock(string before, string after) => Verify<LockFix>(Jobs(before), Jobs(after));

    [Fact]
    public Task LockOfACollection() => Verify<CollectionLockFix>(
        Jobs("").Replace("BpfSpinLock Lock; public BpfList<Job> Items;", "BpfList<Job> Items;", StringComparison.Ordinal)
            .Replace("static Jobs s_jobs", "static Jobs {|BPF0456:s_jobs|}", StringComparison.Ordinal),
        Jobs("").Replace("BpfSpinLock Lock; public BpfList<Job> Items;", "BpfList<Job> Items; public BpfSpinLock Lock;", StringComparison.Ordinal));

    private static string Jobs(string statements) => $$"""
        [BpfObject(License = "GPL")]
        public static class Queue
        {
            public struct Job { public BpfListNode Links; public long Id; }
            public struct Jobs { public BpfSpinLock Lock; public BpfList<Job> Items; }

            static Jobs s_jobs;

            [SyscallProgram]
            public static int Add(ref long id)
            {
                if (!BpfOwned.TryNew(out BpfOwned<Job> job))
                    return 1;
                job.Value.Id = id;
                {{(statements.Length == 0 ? "job.Release();" : statements.ReplaceLineEndings("\n        "))}}
                return 0;
            }
        }
        """;

    private const string Sum = "static int s_sum;";

    [Theory]
    [InlineData("{|BPF0140:ArgumentOutOfRangeException.ThrowIfNegative(size)|};\ns_sum += size;", "if (size < 0)\n    return 0;\ns_sum += size;")]
    [InlineData("{|BPF0140:ArgumentOutOfRangeException.ThrowIfGreaterThan(size, 10)|}; s_sum += size;", "if (size > 10) return 0; s_sum += size;")]
    [InlineData("s_sum = {|BPF0140:Convert.ToByte(size + 1)|};", "s_sum = (byte)(size + 1);")]
    [InlineData("s_sum = {|BPF0140:int.CreateChecked((ulong)size)|}; // low", "s_sum = (int)((ulong)size); // low")]
    public Task ThrowingCall(string before, string after) => Verify<ThrowingCallFix>(Program(before, Sum), Program(after, Sum));
}
