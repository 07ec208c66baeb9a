using System.CommandLine;
using Bpf;
using Bpf.Runtime;
using Bpf.Vmlinux;

namespace Samples.Tools;

/// <summary>The BPF side of tasks: a row for each process, or for each thread of one.</summary>
[BpfObject(License = "GPL")]
public static unsafe class Tasks
{
    public struct Row
    {
        public int ProcessId;
        public int ThreadId;
        public int ParentId;
        public uint State;
        public int Threads;
        public int Priority;
        public ulong CpuNanoseconds;
        public Text16 Name;
    }

    static readonly bool AllThreads;

    [Iterator("task")]
    public static void WriteTask(IteratorContext context, task_struct* task)
    {
        if (task == null || (!AllThreads && task->pid != task->tgid))
        {
            return;
        }

        Row row = new()
        {
            ProcessId = task->tgid,
            ThreadId = task->pid,
            ParentId = task->real_parent->tgid,
            State = task->__state,
            Threads = task->signal->nr_threads,
            Priority = task->static_prio - 120,
            CpuNanoseconds = task->se.sum_exec_runtime,
        };
        BpfHelpers.ReadKernelText(&task->comm, row.Name[..]);
        context.Output.Write(in row);
    }
}

/// <summary>Lists the processes as the kernel sees them, without /proc.</summary>
internal sealed class TasksTool() : Tool("tasks", "List the processes, or the threads of one, as the kernel sees them.")
{
    protected override async Task RunAsync(ToolRun run, ParseResult result)
    {
        using TasksSkeleton skeleton = TasksSkeleton.Open();
        skeleton.Rodata.AllThreads = run.ProcessId != 0;
        skeleton.LoadAndAttach();
        ToolTable table = run.Table(("pid", 8), ("thread", 8), ("parent", 8), ("state", 5), ("threads", 7), ("nice", 4), ("cpu", 9), ("name", -16));
        foreach (Tasks.Row row in skeleton.Programs.WriteTask.ReadRecords<Tasks.Row>())
        {
            if (run.ProcessId == 0 || row.ProcessId == run.ProcessId)
            {
                Nanoseconds cpu = new(row.CpuNanoseconds);
                table.Add(row.ProcessId, row.ThreadId, row.ParentId, State(row.State), row.Threads, row.Priority, cpu, row.Name);
            }
        }

        await Task.CompletedTask;
    }

    // TASK_INTERRUPTIBLE and its siblings, include/linux/sched.h.
    private static string State(uint state) => (state & 0x7f) switch
    {
        0 => "R",
        1 => "S",
        2 => (state & 0x400) != 0 ? "I" : "D",
        4 => "T",
        8 => "t",
        _ => "X",
    };
}
