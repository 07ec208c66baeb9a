namespace Bpf;

/// <summary>The first 8 bytes of an ICMPv6 message (<c>struct icmp6hdr</c>, include/uapi/linux/icmpv6.h). Numbers are in host byte order.</summary>
public struct Icmpv6Header
{
    private Icmpv6Type _type;
    private byte _code;
    private ushort _checksum;
    private ushort _identifier;
    private ushort _sequence;

    /// <summary>Type of the message.</summary>
    public Icmpv6Type Type
    {
        readonly get => _type;
        set => _type = value;
    }

    /// <summary>Details of the type.</summary>
    public byte Code
    {
        readonly get => _code;
        set => _code = value;
    }

    /// <summary>Checksum of addresses and message.</summary>
    public ushort Checksum
    {
        readonly get => NetworkOrder.Swap(_checksum);
        set => _checksum = NetworkOrder.Swap(value);
    }

    /// <summary>Identifies the sender of an echo, and the answers to it.</summary>
    public readonly ushort Identifier => NetworkOrder.Swap(_identifier);

    /// <summary>Number of an echo and its answer.</summary>
    public readonly ushort SequenceNumber => NetworkOrder.Swap(_sequence);

    /// <summary>Replaces <see cref="Type"/> and keeps <see cref="Checksum"/> right, for instance to answer an echo.</summary>
    /// <param name="type">The new type.</param>
    public void ReplaceType(Icmpv6Type type)
    {
        _checksum = InternetChecksum.Update(_checksum, NetworkOrder.Swap((ushort)((byte)_type << 8)), NetworkOrder.Swap((ushort)((byte)type << 8)));
        _type = type;
    }
}
