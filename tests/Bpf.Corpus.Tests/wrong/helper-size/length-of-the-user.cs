// mistake: the length that the traced program passes is the size of the read
using Bpf;

[BpfObject(License = "GPL")]
public static unsafe class Payload
{
    static byte s_first;

    [Uprobe("libc:send")]
    public static int OnSend(UprobeContext context, int socket, void* data, uint length)
    {
        byte* buffer = stackalloc byte[128];
        if (BpfHelpers.ProbeReadUser(buffer, length, data) == 0) //!!
            s_first = buffer[0];
        return 0;
    }
}
