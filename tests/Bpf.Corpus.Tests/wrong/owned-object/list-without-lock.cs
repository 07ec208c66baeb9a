// mistake: the list is changed without its lock
using Bpf;

[BpfObject(License = "GPL")]
public static class NoLock
{
    public struct Job { public BpfListNode Links; public long Id; }
    public struct Jobs { public BpfSpinLock Lock; public BpfList<Job> Items; }

    static Jobs s_jobs;

    [SyscallProgram]
    public static int Add(ref long id)
    {
        if (!BpfOwned.TryNew(out BpfOwned<Job> job))
            return 1;
        job.Value.Id = id;
        s_jobs.Items.PushBack(job); //!!
        return 0;
    }
}
