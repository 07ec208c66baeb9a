namespace Bpf;

/// <summary>What an ARP packet is (<c>ARPOP_*</c>, include/uapi/linux/if_arp.h).</summary>
public enum ArpOperation : ushort
{
    /// <summary>Asks for a hardware address (<c>ARPOP_REQUEST</c>).</summary>
    Request = 1,

    /// <summary>Answers a request (<c>ARPOP_REPLY</c>).</summary>
    Reply = 2,
}
