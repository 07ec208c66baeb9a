namespace Bpf;

/// <summary>An ARP packet for IPv4 over Ethernet, 28 bytes (<c>struct arphdr</c> and what follows, include/uapi/linux/if_arp.h).</summary>
public struct ArpHeader
{
    private const ushort Ethernet = 1; // ARPHRD_ETHER

    private ushort _hardwareType;
    private ushort _protocolType;
    private byte _hardwareLength;
    private byte _protocolLength;
    private ushort _operation;
    private MacAddress _senderHardware;
    private ushort _senderHigh; // the IPv4 addresses are only aligned to 2 bytes
    private ushort _senderLow;
    private MacAddress _targetHardware;
    private ushort _targetHigh;
    private ushort _targetLow;

    /// <summary>True if the addresses are Ethernet and IPv4 addresses, so that the other members mean something.</summary>
    public readonly bool IsIPv4OverEthernet => _hardwareType == NetworkOrder.Swap(Ethernet) && _protocolType == NetworkOrder.Swap((ushort)EtherType.IPv4)
        && _hardwareLength == 6 && _protocolLength == 4;

    /// <summary>Request or reply.</summary>
    public ArpOperation Operation
    {
        readonly get => (ArpOperation)NetworkOrder.Swap(_operation);
        set => _operation = NetworkOrder.Swap((ushort)value);
    }

    /// <summary>Ethernet address of the sender.</summary>
    public MacAddress SenderHardwareAddress
    {
        readonly get => _senderHardware;
        set => _senderHardware = value;
    }

    /// <summary>IPv4 address of the sender.</summary>
    public Ipv4Address SenderAddress
    {
        readonly get => Join(_senderHigh, _senderLow);
        set => (_senderHigh, _senderLow) = Split(value);
    }

    /// <summary>Ethernet address of the target; not set in a request.</summary>
    public MacAddress TargetHardwareAddress
    {
        readonly get => _targetHardware;
        set => _targetHardware = value;
    }

    /// <summary>IPv4 address of the target: the one asked for in a request.</summary>
    public Ipv4Address TargetAddress
    {
        readonly get => Join(_targetHigh, _targetLow);
        set => (_targetHigh, _targetLow) = Split(value);
    }

    private static Ipv4Address Join(ushort high, ushort low)
        => new(NetworkOrder.Swap((uint)NetworkOrder.Swap(high) << 16 | NetworkOrder.Swap(low)));

    private static (ushort High, ushort Low) Split(Ipv4Address address)
        => (NetworkOrder.Swap((ushort)(address.Value >> 16)), NetworkOrder.Swap((ushort)address.Value));
}
