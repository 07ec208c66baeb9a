// mistake: none: the size is limited to that of the buffer
using Bpf;

[BpfObject(License = "GPL")]
public static unsafe class Payload
{
    static byte s_first;

    [Uprobe("libc:send")]
    public static int OnSend(UprobeContext context, int socket, void* data, uint length)
    {
        byte* buffer = stackalloc byte[128];
        if (BpfHelpers.ProbeReadUser(buffer, Math.Min(length, 128), data) == 0)
            s_first = buffer[0];
        return 0;
    }
}
