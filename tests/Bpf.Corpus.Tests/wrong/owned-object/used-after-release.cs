// mistake: the object is read after it was released
using Bpf;

[BpfObject(License = "GPL")]
public static class Gone
{
    public struct Job { public BpfListNode Links; public long Id; }

    [SyscallProgram]
    public static int Run(ref long id)
    {
        if (!BpfOwned.TryNew(out BpfOwned<Job> job))
            return 1;
        job.Value.Id = id;
        job.Release();
        return (int)job.Value.Id; //!!
    }
}
