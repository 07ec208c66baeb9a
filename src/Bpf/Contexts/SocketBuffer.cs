namespace Bpf;

/// <summary>The beginning of <c>struct __sk_buff</c>, include/uapi/linux/bpf.h.</summary>
internal struct SocketBuffer
{
    public uint Length;
    public uint PacketType;
    public uint Mark;
    public uint QueueMapping;
    public uint Protocol;
    public uint VlanPresent;
    public uint VlanTci;
    public uint VlanProtocol;
    public uint Priority;
    public uint IngressInterface;
    public uint Interface;
    public uint TrafficClassIndex;
    public uint Control0;
    public uint Control1;
    public uint Control2;
    public uint Control3;
    public uint Control4;
    public uint Hash;
}
