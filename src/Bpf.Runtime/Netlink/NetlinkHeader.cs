namespace Bpf.Runtime.Netlink;

/// <summary><c>struct nlmsghdr</c>, linux/netlink.h.</summary>
internal struct NetlinkHeader
{
    /// <summary>Length of the message with this header.</summary>
    public uint Length;

    /// <summary>NLMSG_* or RTM_*.</summary>
    public ushort Type;

    /// <summary>NLM_F_*.</summary>
    public ushort Flags;

    /// <summary>The number of the request that the message answers.</summary>
    public uint Sequence;

    /// <summary>The sender.</summary>
    public uint Port;
}
