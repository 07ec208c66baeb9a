// mistake: random numbers of the process
using Bpf;

[BpfObject(License = "GPL")]
public static class Ids
{
    static Guid s_id;

    [Uprobe("libc:read")]
    public static int OnRead(UprobeContext context)
    {
        s_id = Guid.NewGuid(); //!!
        return 0;
    }
}
