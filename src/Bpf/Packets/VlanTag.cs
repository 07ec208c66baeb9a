namespace Bpf;

/// <summary>
/// The 4 bytes that follow the type <see cref="EtherType.Vlan"/> or <see cref="EtherType.ServiceVlan"/>
/// (<c>struct vlan_hdr</c>, include/linux/if_vlan.h).
/// </summary>
public struct VlanTag
{
    private const ushort IdMask = 0xFFF; // VLAN_VID_MASK
    private const ushort DropEligible = 0x1000; // VLAN_CFI_MASK
    private const int PriorityShift = 13; // VLAN_PRIO_SHIFT

    private ushort _control;
    private ushort _type;

    /// <summary>Number of the VLAN, 0 to 4095.</summary>
    public ushort Id
    {
        readonly get => (ushort)(NetworkOrder.Swap(_control) & IdMask);
        set => _control = (ushort)(_control & NetworkOrder.Swap(unchecked((ushort)~IdMask)) | NetworkOrder.Swap((ushort)(value & IdMask)));
    }

    /// <summary>Priority of the frame, 0 to 7.</summary>
    public readonly byte Priority => (byte)(NetworkOrder.Swap(_control) >> PriorityShift);

    /// <summary>True if the frame may be dropped first.</summary>
    public readonly bool IsDropEligible => (NetworkOrder.Swap(_control) & DropEligible) != 0;

    /// <summary>Priority, drop eligibility and number together, in host byte order.</summary>
    public ushort Control
    {
        readonly get => NetworkOrder.Swap(_control);
        set => _control = NetworkOrder.Swap(value);
    }

    /// <summary>What follows the tag.</summary>
    public EtherType Type
    {
        readonly get => (EtherType)NetworkOrder.Swap(_type);
        set => _type = NetworkOrder.Swap((ushort)value);
    }
}
