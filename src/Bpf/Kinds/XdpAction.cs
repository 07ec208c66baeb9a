namespace Bpf;

/// <summary>Action to take on a packet (<c>enum xdp_action</c>, include/uapi/linux/bpf.h).</summary>
public enum XdpAction
{
    /// <summary>Drop the packet and trace an error (<c>XDP_ABORTED</c>).</summary>
    Aborted = 0,

    /// <summary>Drop the packet (<c>XDP_DROP</c>).</summary>
    Drop = 1,

    /// <summary>Pass the packet to the network stack (<c>XDP_PASS</c>).</summary>
    Pass = 2,

    /// <summary>Send the packet back through the same device (<c>XDP_TX</c>).</summary>
    Transmit = 3,

    /// <summary>Send the packet where a redirect helper specified (<c>XDP_REDIRECT</c>).</summary>
    Redirect = 4,
}
