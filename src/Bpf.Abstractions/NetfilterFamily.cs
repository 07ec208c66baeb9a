namespace Bpf;

/// <summary>Packets that a netfilter program sees (<c>NFPROTO_*</c>, include/uapi/linux/netfilter.h).</summary>
public enum NetfilterFamily
{
    /// <summary>IPv4 (<c>NFPROTO_IPV4</c>)</summary>
    Ipv4 = 2,

    /// <summary>IPv6 (<c>NFPROTO_IPV6</c>)</summary>
    Ipv6 = 10,
}
