using System.Runtime.CompilerServices;

namespace Bpf;

/// <summary>
/// Changes fields of a packet that the kernel has in a socket buffer, and keeps checksums right, also where hardware computes them later (kernel 4.1;
/// helpers <c>bpf_skb_store_bytes</c>, <c>bpf_l3_csum_replace</c>, <c>bpf_l4_csum_replace</c>). Changing such packets in place, as XDP programs do, is
/// only right for fields that no checksum covers.
/// </summary>
/// <remarks>Each method ends the <see cref="PacketReader"/>s of the packet and the references they gave. A method that returns false changed nothing.</remarks>
[ChangesPacket]
public readonly unsafe ref struct PacketEditor
{
    private const ulong RecomputeChecksum = 1; // BPF_F_RECOMPUTE_CSUM, include/uapi/linux/bpf.h
    private const ulong PseudoHeader = 1 << 4; // BPF_F_PSEUDO_HDR
    private const ulong ZeroIsNoChecksum = 1 << 5; // BPF_F_MARK_MANGLED_0
    private const uint Ipv4Checksum = 10; // offsets in struct iphdr, include/uapi/linux/ip.h
    private const uint Ipv4Source = 12;
    private const uint Ipv4Destination = 16;
    private const uint Ipv6Source = 8; // in struct ipv6hdr, include/uapi/linux/ipv6.h
    private const uint Ipv6Destination = 24;
    private const uint Port = 2; // the destination, in struct tcphdr and udphdr
    private const uint TcpChecksum = 16; // in struct tcphdr, include/uapi/linux/tcp.h
    private const uint UdpChecksum = 6; // in struct udphdr, include/uapi/linux/udp.h

    private readonly void* _context;

    internal PacketEditor(void* context) => _context = context;

    /// <summary>
    /// Stores bytes. A checksum in the packet that covers them is not changed; what the kernel knows about the sum of the whole packet is.
    /// </summary>
    /// <typeparam name="T">Unmanaged type with the layout of that part.</typeparam>
    /// <param name="offset">Offset in bytes from the Ethernet header, such as <see cref="PacketReader.Offset"/> before the part was read.</param>
    /// <param name="part">The new bytes.</param>
    /// <returns>False when the packet is too short.</returns>
    [BpfCalls("bpf_skb_store_bytes")]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryStore<T>(uint offset, T part)
        where T : unmanaged
        => BpfHelpers.SkbStoreBytes(_context, offset, &part, (uint)sizeof(T), RecomputeChecksum) == 0;

    /// <summary>Replaces the source of an IPv4 packet, in the header and in the checksums of IP, TCP and UDP.</summary>
    /// <param name="offset">Offset of the IPv4 header in bytes.</param>
    /// <param name="header">The header as it is.</param>
    /// <param name="address">The new address.</param>
    /// <returns>False when the packet is too short.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryReplaceSource(uint offset, Ipv4Header header, Ipv4Address address)
        => TryReplace(offset, header, Ipv4Source, header.Source, address);

    /// <summary>Replaces the destination of an IPv4 packet, in the header and in the checksums of IP, TCP and UDP.</summary>
    /// <param name="offset">Offset of the IPv4 header in bytes.</param>
    /// <param name="header">The header as it is.</param>
    /// <param name="address">The new address.</param>
    /// <returns>False when the packet is too short.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryReplaceDestination(uint offset, Ipv4Header header, Ipv4Address address)
        => TryReplace(offset, header, Ipv4Destination, header.Destination, address);

    /// <summary>Replaces the source of an IPv6 packet, in the header and in the checksum of TCP, UDP or ICMPv6.</summary>
    /// <param name="offset">Offset of the IPv6 header in bytes.</param>
    /// <param name="header">The header as it is.</param>
    /// <param name="address">The new address.</param>
    /// <param name="transportOffset">Offset of the header that follows the extension headers.</param>
    /// <param name="protocol">Protocol of that header.</param>
    /// <returns>False when the packet is too short.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryReplaceSource(uint offset, Ipv6Header header, Ipv6Address address, uint transportOffset, IpProtocol protocol)
        => TryReplace(offset + Ipv6Source, header.Source, address, transportOffset, protocol);

    /// <summary>Replaces the destination of an IPv6 packet, in the header and in the checksum of TCP, UDP or ICMPv6.</summary>
    /// <param name="offset">Offset of the IPv6 header in bytes.</param>
    /// <param name="header">The header as it is.</param>
    /// <param name="address">The new address.</param>
    /// <param name="transportOffset">Offset of the header that follows the extension headers.</param>
    /// <param name="protocol">Protocol of that header.</param>
    /// <returns>False when the packet is too short.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryReplaceDestination(uint offset, Ipv6Header header, Ipv6Address address, uint transportOffset, IpProtocol protocol)
        => TryReplace(offset + Ipv6Destination, header.Destination, address, transportOffset, protocol);

    /// <summary>Replaces the source port of a TCP packet, in the header and in its checksum.</summary>
    /// <param name="offset">Offset of the TCP header in bytes.</param>
    /// <param name="header">The header as it is.</param>
    /// <param name="port">The new port.</param>
    /// <returns>False when the packet is too short.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryReplaceSourcePort(uint offset, TcpHeader header, ushort port)
        => TryReplace(offset, offset + TcpChecksum, 0, header.SourcePort, port);

    /// <summary>Replaces the destination port of a TCP packet, in the header and in its checksum.</summary>
    /// <param name="offset">Offset of the TCP header in bytes.</param>
    /// <param name="header">The header as it is.</param>
    /// <param name="port">The new port.</param>
    /// <returns>False when the packet is too short.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryReplaceDestinationPort(uint offset, TcpHeader header, ushort port)
        => TryReplace(offset + Port, offset + TcpChecksum, 0, header.DestinationPort, port);

    /// <summary>Replaces the source port of a UDP packet, in the header and in its checksum, if it has one.</summary>
    /// <param name="offset">Offset of the UDP header in bytes.</param>
    /// <param name="header">The header as it is.</param>
    /// <param name="port">The new port.</param>
    /// <returns>False when the packet is too short.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryReplaceSourcePort(uint offset, UdpHeader header, ushort port)
        => TryReplace(offset, offset + UdpChecksum, ZeroIsNoChecksum, header.SourcePort, port);

    /// <summary>Replaces the destination port of a UDP packet, in the header and in its checksum, if it has one.</summary>
    /// <param name="offset">Offset of the UDP header in bytes.</param>
    /// <param name="header">The header as it is.</param>
    /// <param name="port">The new port.</param>
    /// <returns>False when the packet is too short.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryReplaceDestinationPort(uint offset, UdpHeader header, ushort port)
        => TryReplace(offset + Port, offset + UdpChecksum, ZeroIsNoChecksum, header.DestinationPort, port);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool TryReplace(uint position, uint checksum, ulong flags, ushort from, ushort to)
    {
        ushort before = NetworkOrder.Swap(from), after = NetworkOrder.Swap(to);
        return BpfHelpers.L4CsumReplace(_context, checksum, before, after, flags | sizeof(ushort)) == 0
            && BpfHelpers.SkbStoreBytes(_context, position, &after, sizeof(ushort), 0) == 0;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool TryReplace(uint offset, Ipv4Header header, uint field, Ipv4Address from, Ipv4Address to)
    {
        uint before = from.NetworkValue, after = to.NetworkValue;
        uint transport = offset + header.HeaderLength;
        if (header.FragmentOffset == 0)
        {
            if (header.Protocol == IpProtocol.Tcp)
            {
                if (BpfHelpers.L4CsumReplace(_context, transport + TcpChecksum, before, after, PseudoHeader | sizeof(uint)) != 0)
                {
                    return false;
                }
            }
            else if (header.Protocol == IpProtocol.Udp
                && BpfHelpers.L4CsumReplace(_context, transport + UdpChecksum, before, after, PseudoHeader | ZeroIsNoChecksum | sizeof(uint)) != 0)
            {
                return false;
            }
        }

        return BpfHelpers.L3CsumReplace(_context, offset + Ipv4Checksum, before, after, sizeof(uint)) == 0
            && BpfHelpers.SkbStoreBytes(_context, offset + field, &after, sizeof(uint), 0) == 0;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool TryReplace(uint position, Ipv6Address from, Ipv6Address to, uint transport, IpProtocol protocol)
    {
        (uint checksum, ulong flags) = protocol switch
        {
            IpProtocol.Tcp => (TcpChecksum, 0UL),
            IpProtocol.Udp => (UdpChecksum, ZeroIsNoChecksum),
            IpProtocol.Icmpv6 => (2u, 0UL), // in struct icmp6hdr, include/uapi/linux/icmpv6.h
            _ => (0u, 0UL),
        };
        if (checksum != 0)
        {
            long difference = BpfHelpers.CsumDiff((uint*)&from, (uint)sizeof(Ipv6Address), (uint*)&to, (uint)sizeof(Ipv6Address), 0);
            if (BpfHelpers.L4CsumReplace(_context, transport + checksum, 0, (ulong)difference, PseudoHeader | flags) != 0)
            {
                return false;
            }
        }

        return BpfHelpers.SkbStoreBytes(_context, position, &to, (uint)sizeof(Ipv6Address), 0) == 0;
    }
}
