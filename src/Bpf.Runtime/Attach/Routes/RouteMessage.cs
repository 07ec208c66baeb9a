namespace Bpf.Runtime.Attach.Routes;

/// <summary><c>struct rtmsg</c>, linux/rtnetlink.h: a route.</summary>
internal struct RouteMessage
{
    public byte Family;
    public byte DestinationLength;
    public byte SourceLength;
    public byte TypeOfService;
    public byte Table;
    public byte Protocol;
    public byte Scope;
    public byte Type;
    public uint Flags;
}
