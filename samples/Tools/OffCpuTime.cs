using System.CommandLine;
using Bpf;
using Bpf.Vmlinux;

namespace Samples.Tools;

/// <summary>The BPF side of offcputime: how long threads did not run, by the stack with which they stopped.</summary>
[BpfObject(License = "GPL")]
public static unsafe class OffCpuTime
{
    public struct Place
    {
        public int ProcessId;
        public int UserStack;
        public int KernelStack;
    }

    public struct Stop
    {
        public ulong Time;
        public Place Place;
        public int Reserved;
    }

    [BpfMap(MaxEntries = 16384)]
    static readonly BpfStackTraceMap Stacks = new();

    [BpfMap(MaxEntries = 32768)]
    static readonly BpfLruHashMap<int, Stop> StopByThread = new();

    [BpfMap(MaxEntries = 16384)]
    static readonly BpfHashMap<Place, ulong> Times = new();

    static readonly int Process;

    [BtfTracepoint("sched_switch")]
    public static void OnSwitch(BtfTracepointContext context, bool preempted, task_struct* previous, task_struct* next)
    {
        ulong now = BpfHelpers.MonotonicNanoseconds;
        int thread = previous->pid;
        if (thread != 0 && (Process == 0 || previous->tgid == Process))
        {
            // The previous thread is still the current one.
            Stop stop = new() { Time = now };
            stop.Place.ProcessId = previous->tgid;
            stop.Place.UserStack = (int)Stacks.Capture(context.Pointer, BpfStackFlags.User);
            stop.Place.KernelStack = (int)Stacks.Capture(context.Pointer, BpfStackFlags.Kernel);
            StopByThread.Update(thread, stop);
        }

        thread = next->pid;
        if (!StopByThread.TryGetValue(thread, out Stop last))
        {
            return;
        }

        StopByThread.Delete(thread);
        if (!Times.TryGetRef(last.Place, out BpfRef<ulong> time))
        {
            Times.Update(last.Place, 0, BpfUpdateMode.Insert);
            if (!Times.TryGetRef(last.Place, out time))
            {
                return;
            }
        }

        Interlocked.Add(ref time.Value, now - last.Time);
    }
}

/// <summary>Sums up the time that threads did not run, by stack.</summary>
internal sealed class OffCpuTimeTool() : Tool("offcputime", "Sum up the time that threads did not run, by the stack with which they stopped.")
{
    protected override async Task RunAsync(ToolRun run, ParseResult result)
    {
        using OffCpuTimeSkeleton skeleton = OffCpuTimeSkeleton.Open();
        skeleton.Rodata.Process = run.ProcessId;
        skeleton.LoadAndAttach();
        using StackNames names = new(skeleton.Maps.Stacks);
        await run.WaitAsync(() => names.Remember(run.ProcessId, skeleton.Maps.Times.Select(entry => entry.Key.ProcessId)));
        skeleton.Detach();
        ToolTable table = run.Table(("pid", 8), ("time", 9), ("stack", -1));
        foreach ((OffCpuTime.Place place, ulong time) in skeleton.Maps.Times.OrderByDescending(entry => entry.Value))
        {
            table.Add(place.ProcessId, new Nanoseconds(time), names.Fold(place.ProcessId, place.UserStack, place.KernelStack));
        }
    }
}
