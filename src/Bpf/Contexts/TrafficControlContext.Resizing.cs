namespace Bpf;

/// <content>
/// What changes the packet. Readers made before end here; each method that resizes gives a new one, at the Ethernet header.
/// </content>
public readonly unsafe ref partial struct TrafficControlContext
{
    /// <summary>Changes addresses and ports with their checksums. Its methods end readers made before.</summary>
    public PacketEditor Editor => new(_context);

    /// <summary>Makes more of the packet linear, so that it can be read and changed in place (<c>bpf_skb_pull_data</c>, kernel 4.9).</summary>
    /// <param name="length">Bytes from the Ethernet header; 0 for the whole packet.</param>
    /// <param name="packet">A new reader; readers made before end.</param>
    /// <returns>False when the packet is shorter, or without memory.</returns>
    [BpfCalls("bpf_skb_pull_data")]
    [ChangesPacket]
    public bool TryPullData(uint length, out PacketReader packet)
    {
        bool done = BpfHelpers.SkbPullData(_context, length) == 0;
        packet = Packet;
        return done;
    }

    /// <summary>Puts a VLAN tag on the frame (<c>bpf_skb_vlan_push</c>, kernel 4.3).</summary>
    /// <param name="type"><see cref="EtherType.Vlan"/> or <see cref="EtherType.ServiceVlan"/>.</param>
    /// <param name="control">Number of the VLAN, and maybe priority; see <see cref="VlanTag.Control"/>.</param>
    /// <param name="packet">A new reader; readers made before end. The tag may be beside the packet, where readers do not see it.</param>
    /// <returns>False without memory.</returns>
    [BpfCalls("bpf_skb_vlan_push")]
    [ChangesPacket]
    public bool TryPushVlan(EtherType type, ushort control, out PacketReader packet)
    {
        bool done = BpfHelpers.SkbVlanPush(_context, NetworkOrder.Swap((ushort)type), control) == 0;
        packet = Packet;
        return done;
    }

    /// <summary>Takes the outer VLAN tag off the frame, if there is one (<c>bpf_skb_vlan_pop</c>, kernel 4.3).</summary>
    /// <param name="packet">A new reader; readers made before end.</param>
    /// <returns>False without memory.</returns>
    [BpfCalls("bpf_skb_vlan_pop")]
    [ChangesPacket]
    public bool TryPopVlan(out PacketReader packet)
    {
        bool done = BpfHelpers.SkbVlanPop(_context) == 0;
        packet = Packet;
        return done;
    }

    /// <summary>Cuts the packet, or adds zeros at its end (<c>bpf_skb_change_tail</c>, kernel 4.9).</summary>
    /// <param name="length">New length in bytes, from the Ethernet header.</param>
    /// <param name="packet">A new reader; readers made before end.</param>
    /// <returns>False when the length is too small for the headers, or too large.</returns>
    [BpfCalls("bpf_skb_change_tail")]
    [ChangesPacket]
    public bool TryChangeTail(uint length, out PacketReader packet)
    {
        bool done = BpfHelpers.SkbChangeTail(_context, length, 0) == 0;
        packet = Packet;
        return done;
    }

    /// <summary>Adds room before the Ethernet header (<c>bpf_skb_change_head</c>, kernel 5.8 for these programs); the program must fill it.</summary>
    /// <param name="count">Number of bytes.</param>
    /// <param name="packet">A new reader, at the new bytes; readers made before end.</param>
    /// <returns>False when the packet would be too long.</returns>
    [BpfCalls("bpf_skb_change_head")]
    [ChangesPacket]
    public bool TryChangeHead(uint count, out PacketReader packet)
    {
        bool done = BpfHelpers.SkbChangeHead(_context, count, 0) == 0;
        packet = Packet;
        return done;
    }
}
