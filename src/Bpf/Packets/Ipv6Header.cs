namespace Bpf;

/// <summary>An IPv6 header without extension headers, 40 bytes (<c>struct ipv6hdr</c>, include/uapi/linux/ipv6.h). Numbers are in host byte order.</summary>
public struct Ipv6Header
{
    private const uint FlowMask = 0xF_FFFF; // 20 bits

    private uint _versionClassAndFlow;
    private ushort _payloadLength;
    private IpProtocol _nextHeader;
    private byte _hopLimit;
    private Ipv6Address _source;
    private Ipv6Address _destination;

    /// <summary>Version of IP: 6.</summary>
    public readonly byte Version => (byte)(NetworkOrder.Swap(_versionClassAndFlow) >> 28);

    /// <summary>Differentiated services code point and, in the low two bits, explicit congestion notification.</summary>
    public readonly byte TrafficClass => (byte)(NetworkOrder.Swap(_versionClassAndFlow) >> 20);

    /// <summary>Label of the flow, 20 bits.</summary>
    public readonly uint FlowLabel => NetworkOrder.Swap(_versionClassAndFlow) & FlowMask;

    /// <summary>Bytes that follow this header, extension headers included.</summary>
    public ushort PayloadLength
    {
        readonly get => NetworkOrder.Swap(_payloadLength);
        set => _payloadLength = NetworkOrder.Swap(value);
    }

    /// <summary>The header that follows, maybe an extension header; see <see cref="PacketReader.TrySkipExtensions"/>.</summary>
    public IpProtocol NextHeader
    {
        readonly get => _nextHeader;
        set => _nextHeader = value;
    }

    /// <summary>Routers that the packet may still pass. No checksum covers it.</summary>
    public byte HopLimit
    {
        readonly get => _hopLimit;
        set => _hopLimit = value;
    }

    /// <summary>Where the packet comes from. TCP, UDP and ICMPv6 checksums cover it.</summary>
    public Ipv6Address Source
    {
        readonly get => _source;
        set => _source = value;
    }

    /// <summary>Where the packet goes. TCP, UDP and ICMPv6 checksums cover it.</summary>
    public Ipv6Address Destination
    {
        readonly get => _destination;
        set => _destination = value;
    }

    /// <summary>Replaces <see cref="Source"/> and keeps the checksum of the TCP header right.</summary>
    /// <param name="address">The new address.</param>
    /// <param name="tcp">The TCP header of the packet.</param>
    public void ReplaceSource(Ipv6Address address, ref TcpHeader tcp)
    {
        tcp.UpdateChecksum(_source, address);
        _source = address;
    }

    /// <summary>Replaces <see cref="Source"/> and keeps the checksum of the UDP header right.</summary>
    /// <param name="address">The new address.</param>
    /// <param name="udp">The UDP header of the packet.</param>
    public void ReplaceSource(Ipv6Address address, ref UdpHeader udp)
    {
        udp.UpdateChecksum(_source, address);
        _source = address;
    }

    /// <summary>Replaces <see cref="Destination"/> and keeps the checksum of the TCP header right.</summary>
    /// <param name="address">The new address.</param>
    /// <param name="tcp">The TCP header of the packet.</param>
    public void ReplaceDestination(Ipv6Address address, ref TcpHeader tcp)
    {
        tcp.UpdateChecksum(_destination, address);
        _destination = address;
    }

    /// <summary>Replaces <see cref="Destination"/> and keeps the checksum of the UDP header right.</summary>
    /// <param name="address">The new address.</param>
    /// <param name="udp">The UDP header of the packet.</param>
    public void ReplaceDestination(Ipv6Address address, ref UdpHeader udp)
    {
        udp.UpdateChecksum(_destination, address);
        _destination = address;
    }

    /// <summary>Exchanges the addresses, to send the packet back. This does not change any checksum.</summary>
    public void SwapAddresses() => (_source, _destination) = (_destination, _source);
}
