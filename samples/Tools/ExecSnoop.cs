using System.CommandLine;
using Bpf;
using Bpf.Vmlinux;

namespace Samples.Tools;

/// <summary>The BPF side of execsnoop: a record for each program that a process starts to execute.</summary>
[BpfObject(License = "GPL")]
public static unsafe class ExecSnoop
{
    public struct Execution
    {
        public int ProcessId;
        public int ParentId;
        public uint UserId;
        public int ArgumentBytes;
        public Text256 File;
        public Text256 Arguments;
    }

    [BpfMap(ByteSize = 1 << 20)]
    static readonly BpfRingBuffer<Execution> Executions = new();

    static ulong s_lost;

    [BtfTracepoint("sched_process_exec")]
    public static void OnExec(BtfTracepointContext context, task_struct* task, int oldThreadId, linux_binprm* program)
    {
        if (!Executions.TryReserve(out BpfRef<Execution> execution))
        {
            Interlocked.Increment(ref s_lost);
            return;
        }

        execution.Value.ProcessId = task->tgid;
        execution.Value.ParentId = task->real_parent->tgid;
        execution.Value.UserId = (uint)BpfHelpers.GetCurrentUidGid();
        BpfHelpers.ReadKernelText(program->filename, execution.Value.File[..]);

        // The arguments are in the memory of the new program, one after another, each with a zero byte.
        ulong start = task->mm->arg_start;
        ulong length = task->mm->arg_end - start;
        int bytes = length < 256 ? (int)length : 256;
        execution.Value.ArgumentBytes = BpfHelpers.TryReadUser(start, execution.Value.Arguments[..bytes]) ? bytes : 0;
        Executions.Submit(execution);
    }
}

/// <summary>Shows each program that is executed, with its arguments.</summary>
internal sealed class ExecSnoopTool() : Tool("execsnoop", "Show each program that is executed, with its arguments.")
{
    protected override async Task RunAsync(ToolRun run, ParseResult result)
    {
        using ExecSnoopSkeleton skeleton = ExecSnoopSkeleton.Open();
        skeleton.LoadAndAttach();
        ToolTable table = run.Table(("pid", 8), ("parent", 8), ("user", 6), ("file", -32), ("arguments", -1));
        await run.ReadAsync(skeleton.Maps.Executions, skeleton.Detach, execution =>
        {
            ReadOnlySpan<byte> arguments = execution.Arguments;
            string line = System.Text.Encoding.UTF8.GetString(arguments[..execution.ArgumentBytes]).TrimEnd('\0').Replace('\0', ' ');
            table.Add(execution.ProcessId, execution.ParentId, execution.UserId, execution.File, line);
        });
        run.Report("lost", skeleton.Bss.s_lost);
    }
}
