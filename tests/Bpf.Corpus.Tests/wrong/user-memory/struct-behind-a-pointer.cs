// mistake: the address of a socket is in user memory
using Bpf;

[BpfObject(License = "GPL")]
public static unsafe class Connect
{
    public struct Address { public ushort Family; public ushort Port; public uint Ip; }

    static ushort s_port;

    [Uprobe("libc:connect")]
    public static int OnConnect(UprobeContext context, int socket, Address* address, uint length)
    {
        if (address->Family == 2) //!!
            s_port = address->Port;
        return 0;
    }
}
