namespace Bpf.Runtime;

/// <summary>How to attach a program to a network device in the traffic control layer.</summary>
public sealed record TrafficControlOptions
{
    /// <summary>Direction of the packets; null for that of the section.</summary>
    public TrafficDirection? Direction { get; init; }

    /// <summary>Through a link or by netlink.</summary>
    public DeviceAttachMethod Method { get; init; }

    /// <summary>
    /// Where it runs among the programs that are attached through links (kernel 6.6, netkit: 6.7); null for after the others. Not with
    /// <see cref="DeviceAttachMethod.Netlink"/>.
    /// </summary>
    public AttachOrder? Order { get; init; }

    /// <summary>
    /// Priority of the filter, 1 (first) to 65535; null for after the others. Among filters with the same priority, the newest runs first. Only with
    /// <see cref="DeviceAttachMethod.Netlink"/>.
    /// </summary>
    public ushort? Priority { get; init; }

    /// <summary>
    /// Handle of the filter, which is unique among those with the same priority; null for a free one. Only with <see cref="DeviceAttachMethod.Netlink"/>.
    /// </summary>
    public uint? Handle { get; init; }

    /// <summary>
    /// Protocol of the packets that the filter sees, such as 0x0800 for IPv4 (<c>ETH_P_*</c>, linux/if_ether.h); null for all. Filters with the same priority
    /// have the same protocol. Only with <see cref="DeviceAttachMethod.Netlink"/>.
    /// </summary>
    public ushort? Protocol { get; init; }
}
