// mistake: a negative length passes the upper check
using Bpf;

[BpfObject(License = "GPL")]
public static unsafe class Signed
{
    static byte s_first;

    [Uprobe("libc:write")]
    public static int OnWrite(UprobeContext context, int descriptor, void* data, int length)
    {
        byte* buffer = stackalloc byte[64];
        if (length > 64)
            return 0;
        BpfHelpers.ProbeReadUser(buffer, (uint)length, data); //!!
        s_first = buffer[0];
        return 0;
    }
}
