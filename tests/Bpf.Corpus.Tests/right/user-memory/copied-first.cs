// mistake: none: the struct in user memory is copied
using Bpf;

[BpfObject(License = "GPL")]
public static unsafe class Connect
{
    public struct Address { public ushort Family; public ushort Port; public uint Ip; }

    static ushort s_port;

    [Uprobe("libc:connect")]
    public static int OnConnect(UprobeContext context, int socket, Address* address, uint length)
    {
        if (BpfHelpers.TryReadUser(address, out Address copy) && copy.Family == 2)
            s_port = copy.Port;
        return 0;
    }
}
