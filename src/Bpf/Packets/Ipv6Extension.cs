namespace Bpf;

/// <summary>
/// The first bytes that all IPv6 extension headers have in common (<c>struct ipv6_opt_hdr</c>, include/uapi/linux/ipv6.h), and those of a fragment.
/// </summary>
internal struct Ipv6Extension
{
    /// <summary>Most extension headers that are walked; the kernel's parsers have similar limits, and real packets have one or two.</summary>
    public const int Limit = 8;

    private const ushort OffsetMask = 0xFFF8; // IP6_OFFSET, include/net/ipv6.h

    public IpProtocol Next;
    private byte _length;
    private ushort _fragmentOffset;
    private uint _rest;

    public static bool Is(IpProtocol protocol) => protocol is IpProtocol.HopByHopOptions or IpProtocol.Routing or IpProtocol.Fragment
        or IpProtocol.Authentication or IpProtocol.DestinationOptions or IpProtocol.Mobility;

    /// <summary>Bytes of the whole header, 8 to 2048.</summary>
    public readonly uint Length(IpProtocol protocol) => protocol switch
    {
        IpProtocol.Fragment => 8,
        IpProtocol.Authentication => (_length + 2u) * 4,
        _ => (_length + 1u) * 8,
    };

    /// <summary>True for a fragment that does not have the header which follows the extension headers.</summary>
    public readonly bool IsLaterFragment(IpProtocol protocol)
        => protocol == IpProtocol.Fragment && (_fragmentOffset & NetworkOrder.Swap(OffsetMask)) != 0;
}
