namespace Bpf;

/// <summary>The type of an ICMPv6 message (<c>ICMPV6_*</c> and <c>NDISC_*</c>, include/uapi/linux/icmpv6.h and include/net/ndisc.h).</summary>
public enum Icmpv6Type : byte
{
    /// <summary>The packet cannot be delivered (<c>ICMPV6_DEST_UNREACH</c>).</summary>
    DestinationUnreachable = 1,

    /// <summary>The packet is too big for a link (<c>ICMPV6_PKT_TOOBIG</c>).</summary>
    PacketTooBig = 2,

    /// <summary>The hop limit ended (<c>ICMPV6_TIME_EXCEED</c>).</summary>
    TimeExceeded = 3,

    /// <summary>A header is wrong (<c>ICMPV6_PARAMPROB</c>).</summary>
    ParameterProblem = 4,

    /// <summary>Ping (<c>ICMPV6_ECHO_REQUEST</c>).</summary>
    EchoRequest = 128,

    /// <summary>Answer to a ping (<c>ICMPV6_ECHO_REPLY</c>).</summary>
    EchoReply = 129,

    /// <summary>Asks for a router (<c>NDISC_ROUTER_SOLICITATION</c>).</summary>
    RouterSolicitation = 133,

    /// <summary>A router announces itself (<c>NDISC_ROUTER_ADVERTISEMENT</c>).</summary>
    RouterAdvertisement = 134,

    /// <summary>Asks for a hardware address (RFC 4861).</summary>
    NeighborSolicitation = 135,

    /// <summary>Tells a hardware address (RFC 4861).</summary>
    NeighborAdvertisement = 136,

    /// <summary>Use another router (<c>NDISC_REDIRECT</c>).</summary>
    Redirect = 137,
}
