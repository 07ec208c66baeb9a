using System.CommandLine;
using System.Numerics;
using Bpf;
using Bpf.Vmlinux;

namespace Samples.Tools;

/// <summary>The BPF side of runqlat: how long threads wait for a CPU once they could run.</summary>
[BpfObject(License = "GPL")]
public static unsafe class RunQLat
{
    public const int BucketCount = 64;

    [BpfMap(MaxEntries = BucketCount)]
    static readonly BpfArray<ulong> Buckets = new();

    [BpfMap(MaxEntries = 32768)]
    static readonly BpfLruHashMap<int, ulong> ReadyByThread = new();

    static readonly int Process;
    static ulong s_wakeups;
    static ulong s_preemptions;

    [BtfTracepoint("sched_wakeup")]
    public static void OnWakeup(BtfTracepointContext context, task_struct* task)
    {
        // A thread that an interrupt of its own wakes up before it has left its CPU goes on without a wait.
        if ((ulong)task != BpfHelpers.GetCurrentTask())
        {
            Ready(task, ref s_wakeups);
        }
    }

    [BtfTracepoint("sched_wakeup_new")]
    public static void OnNew(BtfTracepointContext context, task_struct* task) => Ready(task, ref s_wakeups);

    [BtfTracepoint("sched_switch")]
    public static void OnSwitch(BtfTracepointContext context, bool preempted, task_struct* previous, task_struct* next)
    {
        if (preempted || previous->__state == 0)
        {
            Ready(previous, ref s_preemptions);
        }

        int thread = next->pid;
        if (!ReadyByThread.TryGetValue(thread, out ulong ready))
        {
            return;
        }

        ReadyByThread.Delete(thread);
        if (Buckets.TryGetRef((uint)BitOperations.Log2((BpfHelpers.MonotonicNanoseconds - ready) | 1), out BpfRef<ulong> bucket))
        {
            Interlocked.Increment(ref bucket.Value);
        }
    }

    private static void Ready(task_struct* task, ref ulong count)
    {
        // Thread 0 is the idle loop of a CPU.
        int thread = task->pid;
        if (thread != 0 && (Process == 0 || task->tgid == Process))
        {
            Interlocked.Increment(ref count);
            ReadyByThread.Update(thread, BpfHelpers.MonotonicNanoseconds);
        }
    }
}

/// <summary>Plots how long threads wait for a CPU.</summary>
internal sealed class RunQLatTool() : Tool("runqlat", "Plot how long threads wait for a CPU after they were woken up or preempted.")
{
    protected override async Task RunAsync(ToolRun run, ParseResult result)
    {
        using RunQLatSkeleton skeleton = RunQLatSkeleton.Open();
        skeleton.Rodata.Process = run.ProcessId;
        skeleton.LoadAndAttach();
        await run.WaitAsync();
        skeleton.Detach();
        run.Report("time until a CPU was free", [.. skeleton.Maps.Buckets]);
        run.Report("wakeups", skeleton.Bss.s_wakeups);
        run.Report("preemptions", skeleton.Bss.s_preemptions);
    }
}
