namespace Bpf.Runtime.Attach.Devices;

/// <summary><c>struct tcmsg</c>, linux/rtnetlink.h: a qdisc or filter.</summary>
internal struct TrafficControlMessage
{
    public uint Family;
    public uint InterfaceIndex;
    public uint Handle;
    public uint Parent;

    /// <summary>Filters: priority in the upper 16 bits, protocol in network byte order in the lower.</summary>
    public uint Info;
}
