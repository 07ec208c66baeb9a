using Bpf;
using Bpf.Vmlinux;

namespace Bpf.Kernel.Tests;

/// <summary>Objects that programs allocate, in lists and trees, and references to objects in maps.</summary>
[BpfObject(License = "GPL")]
public static unsafe class OwnedObjects
{
    /// <summary>A record of a queue.</summary>
    public struct Record
    {
        public long Number;
        public BpfListNode Links;
        public long Untouched;
    }

    /// <summary>A queue in a map.</summary>
    public struct Queue
    {
        public int Length;
        public BpfSpinLock Lock;
        public BpfList<Record> Records;
    }

    /// <summary>A job that waits by its priority.</summary>
    public struct Job
    {
        public int Id;
        public BpfTreeNode Place;
        public int Priority;
    }

    /// <summary>Jobs that wait.</summary>
    public struct Schedule
    {
        public BpfSpinLock Lock;
        public BpfTree<Job> Jobs;
        public int Count;
    }

    /// <summary>An entry of a cache: found by its age and by its key.</summary>
    public struct Entry
    {
        public BpfReferenceCount Owners;
        public BpfListNode ByAge;
        public BpfListNode ByUse;
        public BpfTreeNode ByKey;
        public long Key;
        public long Uses;
    }

    /// <summary>A cache with three views of the same entries.</summary>
    public struct Cache
    {
        public BpfSpinLock Lock;

        [BpfNode(nameof(Entry.ByAge))]
        public BpfList<Entry> Aged;

        [BpfNode(nameof(Entry.ByUse))]
        public BpfList<Entry> Used;

        public BpfTree<Entry> Keyed;
    }

    /// <summary>A task. The host also uses the values of the map, and does not have the types of Bpf.Vmlinux.</summary>
    [KernelStruct("task_struct")]
    public struct KeptTask
    {
        public int tgid;
    }

    /// <summary>A task and a buffer that a map keeps.</summary>
    public struct Stash
    {
        public int Marker;
        public BpfKptr<KeptTask> Task;
        public BpfKptr<Record> Spare;
    }

    /// <summary>What the host sends and gets back.</summary>
    public struct Request
    {
        public long Value;
        public long Other;
        public long Found;
        public long Extra;
    }

    [BpfMap(MaxEntries = 2)]
    static readonly BpfArray<Queue> Queues = new();

    [BpfMap(MaxEntries = 4)]
    static readonly BpfHashMap<int, Stash> Stashes = new();

    static Schedule s_schedule;

    static Cache s_cache;

    static BpfKptr<KernelTask> s_last;

    static BpfKptr<KernelCgroup> s_group;

    static BpfKptr<KernelCpuMask> s_mask;

    static long s_runs;

    // 1: added; 0: no memory.
    [SyscallProgram]
    public static int Push(ref Request request)
    {
        s_runs++;
        if (!Queues.TryGetRef((uint)request.Other & 1, out BpfRef<Queue> queue) || !BpfOwned.TryNew(out BpfOwned<Record> record))
        {
            return 0;
        }

        record.Value.Number = request.Value;
        using (queue.Value.Lock.EnterScope())
        {
            queue.Value.Records.PushBack(record);
            queue.Value.Length++;
        }

        return 1;
    }

    // 1: taken; 0: empty.
    [SyscallProgram]
    public static int Pop(ref Request request)
    {
        if (!Queues.TryGetRef((uint)request.Other & 1, out BpfRef<Queue> queue))
        {
            return -1;
        }

        bool isTaken;
        BpfOwned<Record> record;
        using (queue.Value.Lock.EnterScope())
        {
            isTaken = queue.Value.Records.TryPopFront(out record);
            if (isTaken)
            {
                queue.Value.Length--;
            }

            request.Extra = queue.Value.Length;
        }

        if (!isTaken)
        {
            return 0;
        }

        request.Found = record.Value.Number + record.Value.Untouched;
        record.Release();
        return 1;
    }

    [SyscallProgram]
    public static int PeekEnds(ref Request request)
    {
        if (!Queues.TryGetRef((uint)request.Other & 1, out BpfRef<Queue> queue))
        {
            return -1;
        }

        int found = 0;
        using (queue.Value.Lock.EnterScope())
        {
            if (queue.Value.Records.TryGetFirst(out BpfRef<Record> first))
            {
                request.Found = first.Value.Number;
                found++;
            }

            if (queue.Value.Records.TryGetLast(out BpfRef<Record> last))
            {
                request.Extra = last.Value.Number;
                found++;
            }
        }

        return found;
    }

    [SyscallProgram]
    public static int Enqueue(ref Request request)
    {
        if (!BpfOwned.TryNew(out BpfOwned<Job> job))
        {
            return 0;
        }

        job.Value.Id = (int)request.Value;
        job.Value.Priority = (int)request.Other;
        using (s_schedule.Lock.EnterScope())
        {
            s_schedule.Jobs.Add(job, static (in left, in right) => left.Priority < right.Priority);
            s_schedule.Count++;
        }

        return 1;
    }

    [SyscallProgram]
    public static int Dequeue(ref Request request)
    {
        bool isTaken;
        BpfOwned<Job> job;
        using (s_schedule.Lock.EnterScope())
        {
            isTaken = s_schedule.Jobs.TryPopFirst(out job);
            if (isTaken)
            {
                s_schedule.Count--;
            }

            request.Extra = s_schedule.Count;
        }

        if (!isTaken)
        {
            return 0;
        }

        request.Found = job.Value.Id;
        request.Other = job.Value.Priority;
        job.Release();
        return 1;
    }

    // Counts the jobs on the way from the root to the one with a priority: 0 when there is none.
    [SyscallProgram]
    public static int Search(ref Request request)
    {
        int steps = 0;
        using (s_schedule.Lock.EnterScope())
        {
            if (s_schedule.Jobs.TryGetRoot(out BpfRef<Job> job))
            {
                for (int i = 0; i < 16; i++)
                {
                    steps++;
                    if (job.Value.Priority == request.Other)
                    {
                        request.Found = job.Value.Id;
                        break;
                    }

                    BpfRef<Job> next;
                    if (request.Other < job.Value.Priority ? !s_schedule.Jobs.TryGetLeft(job, out next) : !s_schedule.Jobs.TryGetRight(job, out next))
                    {
                        steps = 0;
                        break;
                    }

                    job = next;
                }
            }
        }

        return steps;
    }

    // Adds an entry to all three collections.
    [SyscallProgram]
    public static int Remember(ref Request request)
    {
        if (!BpfOwned.TryNew(out BpfOwned<Entry> entry))
        {
            return 0;
        }

        entry.Value.Key = request.Value;
        if (!entry.TryShare(out BpfOwned<Entry> second))
        {
            entry.Release();
            return 0;
        }

        if (!entry.TryShare(out BpfOwned<Entry> third))
        {
            entry.Release();
            second.Release();
            return 0;
        }

        using (s_cache.Lock.EnterScope())
        {
            s_cache.Aged.PushBack(entry);
            s_cache.Used.PushFront(second);
            s_cache.Keyed.Add(third, IsLower);
        }

        return 1;
    }

    // What one view changes, the others see.
    [SyscallProgram]
    public static int Use(ref Request request)
    {
        int seen = 0;
        using (s_cache.Lock.EnterScope())
        {
            if (s_cache.Keyed.TryGetFirst(out BpfRef<Entry> lowest))
            {
                lowest.Value.Uses += request.Value;
                request.Found = lowest.Value.Key;
                seen++;
            }

            if (s_cache.Aged.TryGetFirst(out BpfRef<Entry> oldest))
            {
                request.Other = oldest.Value.Key * 100 + oldest.Value.Uses;
                seen++;
            }

            if (s_cache.Used.TryGetFirst(out BpfRef<Entry> last))
            {
                request.Extra = last.Value.Key * 100 + last.Value.Uses;
                seen++;
            }
        }

        return seen;
    }

    private static bool IsLower(in Entry left, in Entry right) => left.Key < right.Key;

    // 2: replaced another task; 1: stored; 0: no such process.
    [SyscallProgram]
    public static int KeepTask(ref Request request)
    {
        int key = (int)request.Other;
        if (!Stashes.TryGetRef(key, out BpfRef<Stash> stash))
        {
            return -1;
        }

        task_struct* task = KernelFunctions.bpf_task_from_pid((int)request.Value);
        if (task == null)
        {
            return 0;
        }

        KeptTask* previous = stash.Value.Task.Exchange((KeptTask*)task);
        if (previous == null)
        {
            return 1;
        }

        request.Found = previous->tgid;
        KernelFunctions.bpf_task_release((task_struct*)previous);
        return 2;
    }

    // 1: read; 0: none.
    [SyscallProgram]
    public static int ReadTask(ref Request request)
    {
        int key = (int)request.Other;
        if (!Stashes.TryGetRef(key, out BpfRef<Stash> stash))
        {
            return -1;
        }

        task_struct* task = (task_struct*)stash.Value.Task.Exchange(null);
        if (task == null)
        {
            return 0;
        }

        request.Found = task->tgid;
        request.Extra = task->real_parent->tgid;
        KernelFunctions.bpf_task_release(task);
        return 1;
    }

    // 1: exchanged a task for another one; 0: stored the first one.
    [SyscallProgram]
    public static int ReplaceLast(ref Request request)
    {
        task_struct* task = KernelFunctions.bpf_task_from_pid((int)request.Value);
        if (task == null)
        {
            return -1;
        }

        task_struct* previous = s_last.Exchange(task);
        if (previous == null)
        {
            return 0;
        }

        request.Found = previous->tgid;
        KernelFunctions.bpf_task_release(previous);
        return 1;
    }

    // The level of the cgroup that was kept before, plus 1; 0 if none was kept, -1 if the cgroup does not exist.
    [SyscallProgram]
    public static int KeepGroup(ref Request request)
    {
        cgroup* group = KernelFunctions.bpf_cgroup_from_id((ulong)request.Value);
        if (group == null)
        {
            return -1;
        }

        cgroup* previous = s_group.Exchange(group);
        if (previous == null)
        {
            return 0;
        }

        int level = previous->level;
        KernelFunctions.bpf_cgroup_release(previous);
        return level + 1;
    }

    // Keeps a mask with one CPU; 1 when another was there, of which Found is the first CPU.
    [SyscallProgram]
    public static int KeepMask(ref Request request)
    {
        bpf_cpumask* mask = KernelFunctions.bpf_cpumask_create();
        if (mask == null)
        {
            return -1;
        }

        KernelFunctions.bpf_cpumask_set_cpu((uint)request.Value, mask);
        bpf_cpumask* previous = s_mask.Exchange(mask);
        if (previous == null)
        {
            return 0;
        }

        request.Found = KernelFunctions.bpf_cpumask_first((cpumask*)previous);
        KernelFunctions.bpf_cpumask_release(previous);
        return 1;
    }

    // Swaps the record of a stash: 2 with another, 1 with nothing.
    [SyscallProgram]
    public static int Swap(ref Request request)
    {
        int key = (int)request.Other;
        if (!Stashes.TryGetRef(key, out BpfRef<Stash> stash) || !BpfOwned.TryNew(out BpfOwned<Record> record))
        {
            return -1;
        }

        record.Value.Number = request.Value;
        if (!stash.Value.Spare.TryExchange(record, out BpfOwned<Record> previous))
        {
            return 1;
        }

        request.Found = previous.Value.Number;
        previous.Release();
        return 2;
    }
}
