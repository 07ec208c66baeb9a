namespace Bpf;

/// <summary>A TCP header without its options, 20 bytes (<c>struct tcphdr</c>, include/uapi/linux/tcp.h). Numbers are in host byte order.</summary>
public struct TcpHeader
{
    private const int MinimumWords = 5;

    private ushort _sourcePort;
    private ushort _destinationPort;
    private uint _sequence;
    private uint _acknowledgment;
    private byte _length; // of the header, in words, in the high 4 bits
    private TcpFlags _flags;
    private ushort _window;
    private ushort _checksum;
    private ushort _urgentPointer;

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

    /// <summary>Number of the first byte of data.</summary>
    public uint SequenceNumber
    {
        readonly get => NetworkOrder.Swap(_sequence);
        set => _sequence = NetworkOrder.Swap(value);
    }

    /// <summary>Number of the next byte that the sender expects, if <see cref="TcpFlags.Acknowledge"/> is set.</summary>
    public uint AcknowledgmentNumber
    {
        readonly get => NetworkOrder.Swap(_acknowledgment);
        set => _acknowledgment = NetworkOrder.Swap(value);
    }

    /// <summary>Bytes of the header and its options, 20 to 60.</summary>
    public readonly uint HeaderLength => (uint)(_length >> 4) * 4;

    /// <summary>The flags.</summary>
    public TcpFlags Flags
    {
        readonly get => _flags;
        set => _flags = value;
    }

    /// <summary>Bytes that the sender can take, before scaling.</summary>
    public ushort Window
    {
        readonly get => NetworkOrder.Swap(_window);
        set => _window = NetworkOrder.Swap(value);
    }

    /// <summary>Checksum of addresses, header and data.</summary>
    public ushort Checksum
    {
        readonly get => NetworkOrder.Swap(_checksum);
        set => _checksum = NetworkOrder.Swap(value);
    }

    /// <summary>End of urgent data, if <see cref="TcpFlags.Urgent"/> is set.</summary>
    public readonly ushort UrgentPointer => NetworkOrder.Swap(_urgentPointer);

    /// <summary>True for the packet that opens a connection: SYN without ACK.</summary>
    public readonly bool IsConnectionRequest => (_flags & (TcpFlags.Synchronize | TcpFlags.Acknowledge)) == TcpFlags.Synchronize;

    /// <summary>False if the header says that it is shorter than 20 bytes.</summary>
    internal readonly bool IsWellFormed => _length >= MinimumWords << 4;

    /// <summary>Replaces <see cref="SourcePort"/> and keeps <see cref="Checksum"/> right.</summary>
    /// <param name="port">The new port.</param>
    public void ReplaceSourcePort(ushort port)
    {
        ushort value = NetworkOrder.Swap(port);
        _checksum = InternetChecksum.Update(_checksum, _sourcePort, value);
        _sourcePort = value;
    }

    /// <summary>Replaces <see cref="DestinationPort"/> and keeps <see cref="Checksum"/> right.</summary>
    /// <param name="port">The new port.</param>
    public void ReplaceDestinationPort(ushort port)
    {
        ushort value = NetworkOrder.Swap(port);
        _checksum = InternetChecksum.Update(_checksum, _destinationPort, value);
        _destinationPort = value;
    }

    internal void UpdateChecksum(uint from, uint to) => _checksum = InternetChecksum.Update(_checksum, from, to);

    internal void UpdateChecksum(Ipv6Address from, Ipv6Address to) => _checksum = InternetChecksum.Update(_checksum, from, to);
}
