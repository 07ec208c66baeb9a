namespace Bpf;

/// <summary>A UDP header, 8 bytes (<c>struct udphdr</c>, include/uapi/linux/udp.h). Numbers are in host byte order.</summary>
public struct UdpHeader
{
    private const ushort ChecksumOfZero = 0xFFFF; // CSUM_MANGLED_0, include/net/checksum.h

    private ushort _sourcePort;
    private ushort _destinationPort;
    private ushort _length;
    private ushort _checksum;

    /// <summary>Port of the sender. A change must update <see cref="Checksum"/>, as <see cref="ReplaceSourcePort"/> does.</summary>
    public ushort SourcePort
    {
        readonly get => NetworkOrder.Swap(_sourcePort);
        set => _sourcePort = NetworkOrder.Swap(value);
    }

    /// <summary>Port of the receiver. A change must update <see cref="Checksum"/>, as <see cref="ReplaceDestinationPort"/> does.</summary>
    public ushort DestinationPort
    {
        readonly get => NetworkOrder.Swap(_destinationPort);
        set => _destinationPort = NetworkOrder.Swap(value);
    }

    /// <summary>Bytes of header and data.</summary>
    public ushort Length
    {
        readonly get => NetworkOrder.Swap(_length);
        set => _length = NetworkOrder.Swap(value);
    }

    /// <summary>Checksum of addresses, header and data; 0 if the sender did not compute one, which only IPv4 permits.</summary>
    public ushort Checksum
    {
        readonly get => NetworkOrder.Swap(_checksum);
        set => _checksum = NetworkOrder.Swap(value);
    }

    /// <summary>Replaces <see cref="SourcePort"/> and keeps <see cref="Checksum"/> right: 0 stays 0, and a sum of 0 becomes 0xFFFF.</summary>
    /// <param name="port">The new port.</param>
    public void ReplaceSourcePort(ushort port)
    {
        ushort value = NetworkOrder.Swap(port);
        if (_checksum != 0)
        {
            _checksum = NotZero(InternetChecksum.Update(_checksum, _sourcePort, value));
        }

        _sourcePort = value;
    }

    /// <summary>Replaces <see cref="DestinationPort"/> and keeps <see cref="Checksum"/> right: 0 stays 0, and a sum of 0 becomes 0xFFFF.</summary>
    /// <param name="port">The new port.</param>
    public void ReplaceDestinationPort(ushort port)
    {
        ushort value = NetworkOrder.Swap(port);
        if (_checksum != 0)
        {
            _checksum = NotZero(InternetChecksum.Update(_checksum, _destinationPort, value));
        }

        _destinationPort = value;
    }

    internal void UpdateChecksum(uint from, uint to)
    {
        if (_checksum != 0)
        {
            _checksum = NotZero(InternetChecksum.Update(_checksum, from, to));
        }
    }

    internal void UpdateChecksum(Ipv6Address from, Ipv6Address to)
    {
        if (_checksum != 0)
        {
            _checksum = NotZero(InternetChecksum.Update(_checksum, from, to));
        }
    }

    private static ushort NotZero(ushort checksum) => checksum == 0 ? ChecksumOfZero : checksum;
}
