namespace Bpf;

/// <summary>What an Ethernet frame carries (<c>ETH_P_*</c>, include/uapi/linux/if_ether.h), in host byte order.</summary>
public enum EtherType : ushort
{
    /// <summary>IP version 4 (<c>ETH_P_IP</c>).</summary>
    IPv4 = 0x0800,

    /// <summary>Address Resolution Protocol (<c>ETH_P_ARP</c>).</summary>
    Arp = 0x0806,

    /// <summary>802.1Q VLAN tag (<c>ETH_P_8021Q</c>).</summary>
    Vlan = 0x8100,

    /// <summary>IP version 6 (<c>ETH_P_IPV6</c>).</summary>
    IPv6 = 0x86DD,

    /// <summary>MPLS, unicast (<c>ETH_P_MPLS_UC</c>).</summary>
    Mpls = 0x8847,

    /// <summary>PPPoE session (<c>ETH_P_PPP_SES</c>).</summary>
    PppoeSession = 0x8864,

    /// <summary>802.1X (<c>ETH_P_PAE</c>).</summary>
    PortAuthentication = 0x888E,

    /// <summary>802.1ad service VLAN tag, the outer of two (<c>ETH_P_8021AD</c>).</summary>
    ServiceVlan = 0x88A8,

    /// <summary>Link Layer Discovery Protocol (<c>ETH_P_LLDP</c>).</summary>
    Lldp = 0x88CC,

    /// <summary>Precision Time Protocol (<c>ETH_P_1588</c>).</summary>
    PrecisionTime = 0x88F7,
}
