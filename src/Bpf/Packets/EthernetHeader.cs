namespace Bpf;

/// <summary>An Ethernet header, 14 bytes (<c>struct ethhdr</c>, include/uapi/linux/if_ether.h).</summary>
public struct EthernetHeader
{
    private MacAddress _destination;
    private MacAddress _source;
    private ushort _type;

    /// <summary>Where the frame goes.</summary>
    public MacAddress Destination
    {
        readonly get => _destination;
        set => _destination = value;
    }

    /// <summary>Where the frame comes from.</summary>
    public MacAddress Source
    {
        readonly get => _source;
        set => _source = value;
    }

    /// <summary>What follows: a packet, or a VLAN tag with another type.</summary>
    public EtherType Type
    {
        readonly get => (EtherType)NetworkOrder.Swap(_type);
        set => _type = NetworkOrder.Swap((ushort)value);
    }

    /// <summary>Exchanges the addresses, to send the frame back.</summary>
    public void SwapAddresses() => (_destination, _source) = (_source, _destination);
}
