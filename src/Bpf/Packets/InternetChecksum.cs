namespace Bpf;

/// <summary>
/// The checksum of IP, TCP, UDP and ICMP: the one's complement of the sum of all 16-bit words (RFC 1071). Sums and checksums here are of words as in the
/// packet (network byte order).
/// </summary>
public static class InternetChecksum
{
    /// <summary>Folds a sum into 16 bits, adding the carries.</summary>
    /// <param name="sum">Sum of 16-bit or 32-bit words.</param>
    /// <returns>The folded sum, not complemented.</returns>
    public static ushort Fold(ulong sum)
    {
        sum = (uint)sum + (sum >> 32);
        sum = (sum & 0xFFFF) + (sum >> 16);
        sum = (sum & 0xFFFF) + (sum >> 16);
        return (ushort)(sum + (sum >> 16));
    }

    /// <summary>Returns the checksum after a word of the packet has changed (RFC 1624).</summary>
    /// <param name="checksum">The checksum before.</param>
    /// <param name="from">The word before.</param>
    /// <param name="to">The word after.</param>
    /// <returns>The checksum after.</returns>
    public static ushort Update(ushort checksum, ushort from, ushort to)
    {
        uint sum = (uint)(ushort)~checksum + (ushort)~from + to;
        sum = (sum & 0xFFFF) + (sum >> 16);
        return (ushort)~(sum + (sum >> 16));
    }

    /// <summary>Returns the checksum after two words of the packet, such as an address, have changed (RFC 1624).</summary>
    /// <param name="checksum">The checksum before.</param>
    /// <param name="from">The words before.</param>
    /// <param name="to">The words after.</param>
    /// <returns>The checksum after.</returns>
    public static ushort Update(ushort checksum, uint from, uint to)
    {
        ulong sum = (ulong)(ushort)~checksum + ~from + to; // 34 bits
        sum = (sum & 0xFFFF) + (sum >> 16);
        sum = (sum & 0xFFFF) + (sum >> 16);
        return (ushort)~(sum + (sum >> 16));
    }

    /// <summary>Returns the checksum after an IPv6 address has changed (RFC 1624).</summary>
    /// <param name="checksum">The checksum before.</param>
    /// <param name="from">The address before.</param>
    /// <param name="to">The address after.</param>
    /// <returns>The checksum after.</returns>
    public static ushort Update(ushort checksum, Ipv6Address from, Ipv6Address to)
    {
        ulong sum = (ulong)(ushort)~checksum + (4UL * uint.MaxValue - from.Sum) + to.Sum;
        return (ushort)~Fold(sum);
    }

    /// <summary>Returns the sum of the pseudo header that TCP and UDP checksums over IPv4 cover.</summary>
    /// <param name="source">Source address.</param>
    /// <param name="destination">Destination address.</param>
    /// <param name="protocol">Protocol.</param>
    /// <param name="length">Bytes of header and data, in host byte order.</param>
    /// <returns>A sum to which the words of header and data can be added.</returns>
    public static ulong PseudoHeader(Ipv4Address source, Ipv4Address destination, IpProtocol protocol, ushort length)
        => (ulong)source.NetworkValue + destination.NetworkValue + NetworkOrder.Swap((ushort)protocol) + NetworkOrder.Swap(length);

    /// <summary>Returns the sum of the pseudo header that TCP, UDP and ICMPv6 checksums over IPv6 cover.</summary>
    /// <param name="source">Source address.</param>
    /// <param name="destination">Destination address.</param>
    /// <param name="protocol">Protocol.</param>
    /// <param name="length">Bytes of header and data, in host byte order.</param>
    /// <returns>A sum to which the words of header and data can be added.</returns>
    public static ulong PseudoHeader(Ipv6Address source, Ipv6Address destination, IpProtocol protocol, uint length)
        => source.Sum + destination.Sum + NetworkOrder.Swap((uint)protocol) + NetworkOrder.Swap(length);
}
