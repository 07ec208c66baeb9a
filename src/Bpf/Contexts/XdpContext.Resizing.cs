namespace Bpf;

/// <content>What resizes the packet. Readers made before end here; each method gives a new one, at the Ethernet header.</content>
public readonly unsafe ref partial struct XdpContext
{
    private const int TagLength = 4; // VLAN_HLEN, include/linux/if_vlan.h

    /// <summary>Moves the beginning of the packet (<c>bpf_xdp_adjust_head</c>, kernel 4.10).</summary>
    /// <param name="delta">Bytes: negative adds room, which the program must fill; positive removes headers.</param>
    /// <param name="packet">A new reader, at the new beginning; readers made before end.</param>
    /// <returns>False when there is no room, or less than an Ethernet header would remain.</returns>
    [BpfCalls("bpf_xdp_adjust_head")]
    [ChangesPacket]
    public bool TryAdjustHead(int delta, out PacketReader packet)
    {
        bool done = BpfHelpers.XdpAdjustHead(_context, delta) == 0;
        packet = Packet;
        return done;
    }

    /// <summary>Moves the end of the packet (<c>bpf_xdp_adjust_tail</c>, kernel 4.18; kernel 5.8 to add bytes).</summary>
    /// <param name="delta">Bytes: negative cuts the packet, positive adds zeros.</param>
    /// <param name="packet">A new reader; readers made before end.</param>
    /// <returns>False when there is no room, or less than an Ethernet header would remain.</returns>
    [BpfCalls("bpf_xdp_adjust_tail")]
    [ChangesPacket]
    public bool TryAdjustTail(int delta, out PacketReader packet)
    {
        bool done = BpfHelpers.XdpAdjustTail(_context, delta) == 0;
        packet = Packet;
        return done;
    }

    /// <summary>Puts a VLAN tag on the frame.</summary>
    /// <param name="type"><see cref="EtherType.Vlan"/> or <see cref="EtherType.ServiceVlan"/>.</param>
    /// <param name="control">Number of the VLAN, and maybe priority; see <see cref="VlanTag.Control"/>.</param>
    /// <param name="packet">A new reader; readers made before end.</param>
    /// <returns>False when there is no room.</returns>
    [ChangesPacket]
    public bool TryPushVlan(EtherType type, ushort control, out PacketReader packet)
    {
        packet = Packet;
        if (!packet.TryRead(out EthernetHeader ethernet) || !TryAdjustHead(-TagLength, out packet)
            || !packet.TryGetRef(out BpfRef<EthernetHeader> outer) || !packet.TryGetRef(out BpfRef<VlanTag> tag))
        {
            return false;
        }

        VlanTag added = new() { Control = control, Type = ethernet.Type };
        ethernet.Type = type;
        outer.Value = ethernet;
        tag.Value = added;
        packet = Packet;
        return true;
    }

    /// <summary>Takes the outer VLAN tag off the frame.</summary>
    /// <param name="tag">The tag.</param>
    /// <param name="packet">A new reader; readers made before end.</param>
    /// <returns>False, without a change, when the frame has no tag.</returns>
    [ChangesPacket]
    public bool TryPopVlan(out VlanTag tag, out PacketReader packet)
    {
        packet = Packet;
        tag = default;
        if (!packet.TryRead(out EthernetHeader ethernet) || ethernet.Type is not (EtherType.Vlan or EtherType.ServiceVlan)
            || !packet.TryRead(out tag) || !TryAdjustHead(TagLength, out packet) || !packet.TryGetRef(out BpfRef<EthernetHeader> inner))
        {
            return false;
        }

        ethernet.Type = tag.Type;
        inner.Value = ethernet;
        packet = Packet;
        return true;
    }
}
