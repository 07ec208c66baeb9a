using System.CommandLine;
using Bpf;
using Bpf.Vmlinux;

namespace Samples.Tools;

/// <summary>The BPF side of exitsnoop: a record for each process that ends.</summary>
[BpfObject(License = "GPL")]
public static unsafe class ExitSnoop
{
    public struct Exit
    {
        public int ProcessId;
        public int ParentId;
        public ulong Nanoseconds;
        public int Code;
        public Text16 Name;
    }

    [BpfMap(ByteSize = 256 * 1024)]
    static readonly BpfRingBuffer<Exit> Exits = new();

    static ulong s_lost;

    [BtfTracepoint("sched_process_exit")]
    public static void OnExit(BtfTracepointContext context, task_struct* task)
    {
        if (task->pid != task->tgid)
        {
            return; // A thread.
        }

        if (!Exits.TryReserve(out BpfRef<Exit> exit))
        {
            Interlocked.Increment(ref s_lost);
            return;
        }

        exit.Value.ProcessId = task->tgid;
        exit.Value.ParentId = task->real_parent->tgid;
        exit.Value.Nanoseconds = BpfHelpers.MonotonicNanoseconds - task->start_time;
        exit.Value.Code = task->exit_code;
        BpfHelpers.ReadKernelText(&task->comm, exit.Value.Name[..]);
        Exits.Submit(exit);
    }
}

/// <summary>Shows each process that ends, why, and after what time.</summary>
internal sealed class ExitSnoopTool() : Tool("exitsnoop", "Show each process that ends, why, and after what time.")
{
    protected override async Task RunAsync(ToolRun run, ParseResult result)
    {
        using ExitSnoopSkeleton skeleton = ExitSnoopSkeleton.Open();
        skeleton.LoadAndAttach();
        ToolTable table = run.Table(("pid", 8), ("parent", 8), ("age", 9), ("code", 5), ("signal", 6), ("name", -16));

        // The lowest 7 bits are the signal that ended the process, the second byte is the exit code.
        await run.ReadAsync(skeleton.Maps.Exits, skeleton.Detach, exit => table.Add(
            exit.ProcessId, exit.ParentId, new Nanoseconds(exit.Nanoseconds), exit.Code >> 8 & 0xff, exit.Code & 0x7f, exit.Name));
        run.Report("lost", skeleton.Bss.s_lost);
    }
}
