using Bpf;

namespace Bpf.Kernel.Tests;

/// <summary>Values attached to processes, sockets, files and cgroups.</summary>
[BpfObject(License = "GPL")]
public static unsafe class Storages
{
    public struct Note
    {
        public long Visits;
        public long Mark;
    }

    [BpfMap]
    static readonly BpfTaskStorage<Note> OfTasks = new();

    [BpfMap]
    static readonly BpfSocketStorage<Note> OfSockets = new();

    [BpfMap]
    static readonly BpfInodeStorage<Note> OfFiles = new();

    [BpfMap]
    static readonly BpfCgroupStorage<Note> OfGroups = new();

    /// <summary>Counts a visit of the current thread and returns its mark; -1 if it has none.</summary>
    [SyscallProgram]
    public static int Visit()
    {
        void* task = BpfHelpers.GetCurrentTaskBtf();
        bool isKnown = OfTasks.TryGetRef(task, out _, create: false);
        if (!OfTasks.TryGetRef(task, out BpfRef<Note> note))
        {
            return -2;
        }

        note.Value.Visits++;
        return isKnown ? (int)note.Value.Mark : -1;
    }
}
