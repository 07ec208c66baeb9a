namespace Bpf;

/// <summary>An IPv4 header without its options, 20 bytes (<c>struct iphdr</c>, include/uapi/linux/ip.h). Numbers are in host byte order.</summary>
public struct Ipv4Header
{
    private const byte LengthMask = 0xF;
    private const int MinimumWords = 5;
    private const ushort DoNotFragment = 0x4000; // IP_DF, include/net/ip.h
    private const ushort MoreFragments = 0x2000; // IP_MF
    private const ushort OffsetMask = 0x1FFF; // IP_OFFSET

    private byte _versionAndLength;
    private byte _service;
    private ushort _totalLength;
    private ushort _identification;
    private ushort _fragment;
    private byte _timeToLive;
    private IpProtocol _protocol;
    private ushort _checksum;
    private Ipv4Address _source;
    private Ipv4Address _destination;

    /// <summary>Version of IP: 4.</summary>
    public readonly byte Version => (byte)(_versionAndLength >> 4);

    /// <summary>Bytes of the header and its options, 20 to 60.</summary>
    public readonly uint HeaderLength => (uint)(_versionAndLength & LengthMask) * 4;

    /// <summary>Differentiated services code point, 0 to 63.</summary>
    public byte ServiceCodePoint
    {
        readonly get => (byte)(_service >> 2);
        set => _service = (byte)(_service & 3 | value << 2);
    }

    /// <summary>Explicit congestion notification: 0 not supported, 1 and 2 supported, 3 congestion experienced.</summary>
    public readonly byte CongestionNotification => (byte)(_service & 3);

    /// <summary>Bytes of the packet from the beginning of this header.</summary>
    public ushort TotalLength
    {
        readonly get => NetworkOrder.Swap(_totalLength);
        set => _totalLength = NetworkOrder.Swap(value);
    }

    /// <summary>What the fragments of a packet have in common.</summary>
    public ushort Identification
    {
        readonly get => NetworkOrder.Swap(_identification);
        set => _identification = NetworkOrder.Swap(value);
    }

    /// <summary>True if routers must not make fragments of the packet.</summary>
    public readonly bool IsFragmentationForbidden => (_fragment & NetworkOrder.Swap(DoNotFragment)) != 0;

    /// <summary>True for a part of a packet, the first one too.</summary>
    public readonly bool IsFragment => (_fragment & NetworkOrder.Swap((ushort)(MoreFragments | OffsetMask))) != 0;

    /// <summary>Position of a fragment in the packet, in bytes. No TCP or UDP header follows where this is not 0.</summary>
    public readonly uint FragmentOffset => (uint)(NetworkOrder.Swap(_fragment) & OffsetMask) * 8;

    /// <summary>Routers that the packet may still pass. A change must update <see cref="Checksum"/>; see <see cref="DecrementTimeToLive"/>.</summary>
    public byte TimeToLive
    {
        readonly get => _timeToLive;
        set => _timeToLive = value;
    }

    /// <summary>The header that follows.</summary>
    public IpProtocol Protocol
    {
        readonly get => _protocol;
        set => _protocol = value;
    }

    /// <summary>Checksum of the header and its options.</summary>
    public ushort Checksum
    {
        readonly get => NetworkOrder.Swap(_checksum);
        set => _checksum = NetworkOrder.Swap(value);
    }

    /// <summary>Where the packet comes from. A change must update checksums, as <see cref="ReplaceSource(Ipv4Address)"/> does.</summary>
    public Ipv4Address Source
    {
        readonly get => _source;
        set => _source = value;
    }

    /// <summary>Where the packet goes. A change must update checksums, as <see cref="ReplaceDestination(Ipv4Address)"/> does.</summary>
    public Ipv4Address Destination
    {
        readonly get => _destination;
        set => _destination = value;
    }

    /// <summary>False if the header says that it is shorter than 20 bytes.</summary>
    internal readonly bool IsWellFormed => (_versionAndLength & LengthMask) >= MinimumWords;

    /// <summary>Takes one off <see cref="TimeToLive"/> and keeps <see cref="Checksum"/> right. The caller must drop packets where it is 1 or 0.</summary>
    public void DecrementTimeToLive()
    {
        _timeToLive--;
        uint sum = _checksum + (uint)NetworkOrder.Swap((ushort)0x0100);
        _checksum = (ushort)(sum + (sum >= 0xFFFF ? 1 : 0));
    }

    /// <summary>
    /// Replaces <see cref="Source"/> and keeps <see cref="Checksum"/> right. TCP and UDP checksums cover the address too: for those, use the overloads
    /// with the header.
    /// </summary>
    /// <param name="address">The new address.</param>
    public void ReplaceSource(Ipv4Address address)
    {
        _checksum = InternetChecksum.Update(_checksum, _source.NetworkValue, address.NetworkValue);
        _source = address;
    }

    /// <summary>Replaces <see cref="Source"/> and keeps the checksums of both headers right.</summary>
    /// <param name="address">The new address.</param>
    /// <param name="tcp">The TCP header of the packet.</param>
    public void ReplaceSource(Ipv4Address address, ref TcpHeader tcp)
    {
        tcp.UpdateChecksum(_source.NetworkValue, address.NetworkValue);
        ReplaceSource(address);
    }

    /// <summary>Replaces <see cref="Source"/> and keeps the checksums of both headers right.</summary>
    /// <param name="address">The new address.</param>
    /// <param name="udp">The UDP header of the packet.</param>
    public void ReplaceSource(Ipv4Address address, ref UdpHeader udp)
    {
        udp.UpdateChecksum(_source.NetworkValue, address.NetworkValue);
        ReplaceSource(address);
    }

    /// <summary>
    /// Replaces <see cref="Destination"/> and keeps <see cref="Checksum"/> right. TCP and UDP checksums cover the address too: for those, use the
    /// overloads with the header.
    /// </summary>
    /// <param name="address">The new address.</param>
    public void ReplaceDestination(Ipv4Address address)
    {
        _checksum = InternetChecksum.Update(_checksum, _destination.NetworkValue, address.NetworkValue);
        _destination = address;
    }

    /// <summary>Replaces <see cref="Destination"/> and keeps the checksums of both headers right.</summary>
    /// <param name="address">The new address.</param>
    /// <param name="tcp">The TCP header of the packet.</param>
    public void ReplaceDestination(Ipv4Address address, ref TcpHeader tcp)
    {
        tcp.UpdateChecksum(_destination.NetworkValue, address.NetworkValue);
        ReplaceDestination(address);
    }

    /// <summary>Replaces <see cref="Destination"/> and keeps the checksums of both headers right.</summary>
    /// <param name="address">The new address.</param>
    /// <param name="udp">The UDP header of the packet.</param>
    public void ReplaceDestination(Ipv4Address address, ref UdpHeader udp)
    {
        udp.UpdateChecksum(_destination.NetworkValue, address.NetworkValue);
        ReplaceDestination(address);
    }

    /// <summary>Exchanges the addresses, to send the packet back. This does not change any checksum.</summary>
    public void SwapAddresses() => (_source, _destination) = (_destination, _source);
}
