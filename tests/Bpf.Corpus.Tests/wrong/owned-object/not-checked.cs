// mistake: the allocation may fail
using Bpf;

[BpfObject(License = "GPL")]
public static class Fails
{
    public struct Job { public BpfListNode Links; public long Id; }

    [SyscallProgram]
    public static int Run(ref long id)
    {
        BpfOwned.TryNew(out BpfOwned<Job> job);
        job.Value.Id = id; //!!
        job.Release();
        return 0;
    }
}
