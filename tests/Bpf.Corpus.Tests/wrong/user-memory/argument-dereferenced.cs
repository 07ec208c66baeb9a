// mistake: a pointer argument of the traced function points into its process
using Bpf;

[BpfObject(License = "GPL")]
public static unsafe class Modes
{
    static byte s_first;

    [Uprobe("libc:fopen")]
    public static int OnOpen(UprobeContext context, byte* path, byte* mode)
    {
        s_first = *mode; //!!
        return 0;
    }
}
