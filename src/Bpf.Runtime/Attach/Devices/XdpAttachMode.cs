namespace Bpf.Runtime;

/// <summary>Where an XDP program runs (<c>XDP_FLAGS_*</c>, include/uapi/linux/if_link.h).</summary>
public enum XdpAttachMode : uint
{
    /// <summary>In the driver if it supports XDP, otherwise in generic mode.</summary>
    Default = 0,

    /// <summary>After the driver has built a socket buffer: works on every device, but slower (<c>XDP_FLAGS_SKB_MODE</c>).</summary>
    Generic = 1 << 1,

    /// <summary>In the driver, or not at all (<c>XDP_FLAGS_DRV_MODE</c>).</summary>
    Driver = 1 << 2,

    /// <summary>On the network card, or not at all (<c>XDP_FLAGS_HW_MODE</c>).</summary>
    Hardware = 1 << 3,
}
