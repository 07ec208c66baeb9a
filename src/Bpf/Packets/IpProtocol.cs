namespace Bpf;

/// <summary>The header that follows an IP header (<c>IPPROTO_*</c>, include/uapi/linux/in.h and in6.h).</summary>
public enum IpProtocol : byte
{
    /// <summary>IPv6 hop-by-hop options, an extension header (<c>IPPROTO_HOPOPTS</c>).</summary>
    HopByHopOptions = 0,

    /// <summary>ICMP (<c>IPPROTO_ICMP</c>).</summary>
    Icmp = 1,

    /// <summary>IGMP (<c>IPPROTO_IGMP</c>).</summary>
    Igmp = 2,

    /// <summary>IPv4 in IP (<c>IPPROTO_IPIP</c>).</summary>
    IPv4 = 4,

    /// <summary>TCP (<c>IPPROTO_TCP</c>).</summary>
    Tcp = 6,

    /// <summary>UDP (<c>IPPROTO_UDP</c>).</summary>
    Udp = 17,

    /// <summary>IPv6 in IP (<c>IPPROTO_IPV6</c>).</summary>
    IPv6 = 41,

    /// <summary>IPv6 routing, an extension header (<c>IPPROTO_ROUTING</c>).</summary>
    Routing = 43,

    /// <summary>IPv6 fragment, an extension header (<c>IPPROTO_FRAGMENT</c>).</summary>
    Fragment = 44,

    /// <summary>Generic Routing Encapsulation (<c>IPPROTO_GRE</c>).</summary>
    Gre = 47,

    /// <summary>IPsec Encapsulating Security Payload (<c>IPPROTO_ESP</c>).</summary>
    EncapsulatingSecurityPayload = 50,

    /// <summary>IPsec Authentication Header; an extension header in IPv6 (<c>IPPROTO_AH</c>).</summary>
    Authentication = 51,

    /// <summary>ICMP for IPv6 (<c>IPPROTO_ICMPV6</c>).</summary>
    Icmpv6 = 58,

    /// <summary>No header follows (<c>IPPROTO_NONE</c>).</summary>
    None = 59,

    /// <summary>IPv6 destination options, an extension header (<c>IPPROTO_DSTOPTS</c>).</summary>
    DestinationOptions = 60,

    /// <summary>SCTP (<c>IPPROTO_SCTP</c>).</summary>
    Sctp = 132,

    /// <summary>IPv6 mobility, an extension header (<c>IPPROTO_MH</c>).</summary>
    Mobility = 135,

    /// <summary>UDP-Lite (<c>IPPROTO_UDPLITE</c>).</summary>
    UdpLite = 136,
}
