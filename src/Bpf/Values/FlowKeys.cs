using System.Runtime.InteropServices;

namespace Bpf;

/// <summary>What a flow dissector finds in a packet (<c>struct bpf_flow_keys</c>, include/uapi/linux/bpf.h).</summary>
[StructLayout(LayoutKind.Explicit, Size = 56)]
public struct FlowKeys
{
    /// <summary>Offset of the network header, in bytes.</summary>
    [field: FieldOffset(0)]
    public ushort NetworkOffset { get; set; }

    /// <summary>Offset of the transport header, in bytes.</summary>
    [field: FieldOffset(2)]
    public ushort TransportOffset { get; set; }

    /// <summary>Which addresses are set, as EtherType in host byte order: 0x0800 for IPv4, 0x86DD for IPv6.</summary>
    [field: FieldOffset(4)]
    public ushort AddressProtocol { get; set; }

    /// <summary>Nonzero for a fragment.</summary>
    [field: FieldOffset(6)]
    public byte IsFragment { get; set; }

    /// <summary>Nonzero for the first fragment.</summary>
    [field: FieldOffset(7)]
    public byte IsFirstFragment { get; set; }

    /// <summary>Nonzero for a packet inside another one.</summary>
    [field: FieldOffset(8)]
    public byte IsEncapsulated { get; set; }

    /// <summary>IP protocol, such as 6 for TCP.</summary>
    [field: FieldOffset(9)]
    public byte IpProtocol { get; set; }

    /// <summary>EtherType of the network header, in network byte order.</summary>
    [field: FieldOffset(10)]
    public ushort NetworkProtocol { get; set; }

    /// <summary>Source port, in network byte order.</summary>
    [field: FieldOffset(12)]
    public ushort SourcePort { get; set; }

    /// <summary>Destination port, in network byte order.</summary>
    [field: FieldOffset(14)]
    public ushort DestinationPort { get; set; }

    /// <summary>IPv4 source address, in network byte order; in the same place as <see cref="Source6"/>.</summary>
    [field: FieldOffset(16)]
    public uint Source4 { get; set; }

    /// <summary>IPv4 destination address, in network byte order; in the same place as <see cref="Source6"/>.</summary>
    [field: FieldOffset(20)]
    public uint Destination4 { get; set; }

    /// <summary>IPv6 source address.</summary>
    [field: FieldOffset(16)]
    public Ipv6Address Source6 { get; set; }

    /// <summary>IPv6 destination address.</summary>
    [field: FieldOffset(32)]
    public Ipv6Address Destination6 { get; set; }

    /// <summary>What the kernel asks for (<c>BPF_FLOW_DISSECTOR_F_*</c>).</summary>
    [field: FieldOffset(48)]
    public uint Flags { get; set; }

    /// <summary>IPv6 flow label, in network byte order.</summary>
    [field: FieldOffset(52)]
    public uint FlowLabel { get; set; }
}
