using System.Runtime.CompilerServices;
using Bpf;
using Bpf.Vmlinux;

namespace Bpf.KernelMatrix.Guest;

/// <summary>Tracepoint records through the kernel's types, on kernels whose records mostly differ.</summary>
[BpfObject(License = "GPL")]
public static unsafe class GuestRecords
{
    [InlineArray(16)]
    public struct Name
    {
        private byte _first;
    }

    [InlineArray(64)]
    public struct PathText
    {
        private byte _first;
    }

    /// <summary>The record of sched_process_fork until its names became text of varying length.</summary>
    public struct EarlyFork
    {
        public ulong Common;
        public Name parent_comm;
        public int parent_pid;
        public Name child_comm;
        public int child_pid;
    }

    [BpfMap(MaxEntries = 1024)] static readonly BpfHashMap<int, int> Children = new();
    [BpfMap(MaxEntries = 1024)] static readonly BpfHashMap<int, int> EarlyChildren = new();

    static readonly int Own;
    static ulong s_renames;
    static ulong s_execs;
    static long s_length;
    static Name s_before;
    static Name s_after;
    static PathText s_path;

    [Tracepoint("task:task_rename")]
    public static void OnRename(in trace_event_raw_task_rename e)
    {
        if (e.pid == Own)
        {
            s_renames++;
            e.oldcomm[..].CopyTo(s_before);
            e.newcomm[..].CopyTo(s_after);
        }
    }

    [Tracepoint("sched:sched_process_exec")]
    public static void OnExec(in trace_event_raw_sched_process_exec e)
    {
        task_struct* task = (task_struct*)BpfHelpers.GetCurrentTask();
        if (Core.Read(in task->real_parent->tgid) == Own)
        {
            s_execs++;
            s_length = TracepointData.ReadText(in e.__data_loc_filename, s_path);
        }
    }

    [Tracepoint("sched:sched_process_fork")]
    public static void OnFork(in trace_event_raw_sched_process_fork e)
    {
        if (BpfHelpers.CurrentProcessId == Own)
        {
            Children.Update(e.child_pid, e.parent_pid);
        }
    }

    [Tracepoint("sched:sched_process_fork")]
    public static void OnEarlyFork(in EarlyFork e)
    {
        if (BpfHelpers.CurrentProcessId == Own)
        {
            EarlyChildren.Update(e.child_pid, e.parent_pid);
        }
    }
}
