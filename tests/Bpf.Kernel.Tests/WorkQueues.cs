using Bpf;
using Bpf.Vmlinux;

namespace Bpf.Kernel.Tests;

/// <summary>Programs for packets, which may not sleep, that have work done where the kernel may.</summary>
[BpfObject(License = "GPL")]
public static unsafe class WorkQueues
{
    public struct Job
    {
        public BpfWorkQueue Queue;
        public long Amount;
    }

    [BpfMap(MaxEntries = 4)]
    static readonly BpfHashMap<int, Job> Jobs = new();

    [BpfMap(MaxEntries = 4)]
    static readonly BpfArray<Job> Slots = new();

    [BpfMap(MaxEntries = 4)]
    static readonly BpfArena Memory = new();

    static long s_amount;
    static long s_key;
    static int s_calls;
    static int s_pages;
    static int s_again;
    static int s_early;

    /// <summary>Starts one job; the callback allocates memory, which may sleep.</summary>
    [SocketFilter]
    public static int Start(SocketFilterContext context)
    {
        Job fresh = default;
        Jobs.Update(7, fresh);
        if (!Jobs.TryGetRef(7, out BpfRef<Job> job))
        {
            return 1;
        }

        job.Value.Amount = 35;
        s_early = job.Value.Queue.Start();
        if (job.Value.Queue.Initialize(Jobs) != 0)
        {
            return 2;
        }

        s_again = job.Value.Queue.Initialize(Jobs);
        if (job.Value.Queue.SetCallback(Jobs, static (map, ref key, ref value) =>
        {
            s_amount += value.Amount;
            s_key = key;
            s_pages += Memory.Allocate<long>(1).IsNull ? 0 : 1;
            Interlocked.Increment(ref s_calls);
        }) != 0)
        {
            return 3;
        }

        return job.Value.Queue.Start() == 0 ? 0 : 4;
    }

    /// <summary>Starts a job of an array by a method.</summary>
    [SocketFilter]
    public static int StartSlot(SocketFilterContext context)
    {
        if (!Slots.TryGetRef(2, out BpfRef<Job> job))
        {
            return 1;
        }

        job.Value.Queue.Initialize(Slots);
        job.Value.Queue.SetCallback(Slots, Work);
        return job.Value.Queue.Start() == 0 ? 0 : 4;
    }

    private static void Work(BpfKeyedMap<uint, Job> map, ref uint key, ref Job value)
    {
        s_key = key;
        s_pages += Allocate();
        Interlocked.Increment(ref s_calls);
    }

    private static int Allocate() => Memory.Allocate<long>(1).IsNull ? 0 : 1;
}
