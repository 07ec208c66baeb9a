// mistake: none: the entry run keeps the argument for the return run
using Bpf;

[BpfObject(License = "GPL")]
public static class Both
{
    static ulong s_bytes;

    [UprobeSession("libc:malloc")]
    public static SessionAction OnMalloc(UprobeSessionContext context, nuint size)
    {
        if (context.IsReturn)
            s_bytes += context.Shared;
        else
            context.Shared = size;
        return SessionAction.RunAtReturn;
    }
}
