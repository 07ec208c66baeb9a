using System.Runtime.InteropServices;

namespace Bpf;

/// <summary><c>struct bpf_sock</c>, include/uapi/linux/bpf.h.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct SocketFields
{
    public uint BoundInterface;
    public uint Family;
    public uint Type;
    public uint Protocol;
    public uint Mark;
    public uint Priority;
    public uint LocalAddress4;
    public Ipv6Address LocalAddress6;
    public uint LocalPort;
    public ushort RemotePort;
    public uint RemoteAddress4;
    public Ipv6Address RemoteAddress6;
    public uint State;
    public int ReceiveQueue;
}
