namespace Bpf.Runtime;

/// <summary>Where on the way of a packet an XDP program runs (<c>XDP_FLAGS_*</c>, include/uapi/linux/if_link.h).</summary>
public enum XdpAttachMode : uint
{
    /// <summary>In the driver where the driver can, otherwise in the generic place.</summary>
    Default = 0,

    /// <summary>After the driver has made a socket buffer: every device, slower (<c>XDP_FLAGS_SKB_MODE</c>).</summary>
    Generic = 1 << 1,

    /// <summary>In the driver, or not at all (<c>XDP_FLAGS_DRV_MODE</c>).</summary>
    Driver = 1 << 2,

    /// <summary>On the network card, or not at all (<c>XDP_FLAGS_HW_MODE</c>).</summary>
    Hardware = 1 << 3,
}
