// mistake: none: a signed length is compared on both sides
using Bpf;

[BpfObject(License = "GPL")]
public static unsafe class Signed
{
    static byte s_first;

    [Uprobe("libc:write")]
    public static int OnWrite(UprobeContext context, int descriptor, void* data, int length)
    {
        byte* buffer = stackalloc byte[64];
        if (length is < 1 or > 64)
            return 0;
        if (BpfHelpers.ProbeReadUser(buffer, (uint)length, data) == 0)
            s_first = buffer[0];
        return 0;
    }
}
