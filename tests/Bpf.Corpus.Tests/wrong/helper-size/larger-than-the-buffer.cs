// mistake: the size belongs to another buffer
using Bpf;

[BpfObject(License = "GPL")]
public static unsafe class Comm
{
    const int PathSize = 32, NameSize = 16;
    static byte s_first;

    [Uprobe("libc:execve")]
    public static int OnExec(UprobeContext context)
    {
        byte* name = stackalloc byte[NameSize];
        BpfHelpers.GetCurrentComm(name, PathSize); //!!
        s_first = name[0];
        return 0;
    }
}
