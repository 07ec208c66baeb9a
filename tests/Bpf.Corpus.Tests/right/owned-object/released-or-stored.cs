// mistake: none: each path releases the object or stores it
using Bpf;

[BpfObject(License = "GPL")]
public static class Queue
{
    public struct Job { public BpfListNode Links; public long Id; }
    public struct Jobs { public BpfSpinLock Lock; public BpfList<Job> Items; public int Count; }

    static Jobs s_jobs;

    [SyscallProgram]
    public static int Add(ref long id)
    {
        if (!BpfOwned.TryNew(out BpfOwned<Job> job))
            return 1;
        job.Value.Id = id;
        if (id == 0)
        {
            job.Release();
            return 2;
        }

        using (s_jobs.Lock.EnterScope())
            s_jobs.Items.PushBack(job);
        return 0;
    }
}
