namespace Bpf;

/// <summary>What becomes of a packet (<c>enum xdp_action</c>, include/uapi/linux/bpf.h).</summary>
public enum XdpAction
{
    /// <summary>Drop, and trace an error (<c>XDP_ABORTED</c>).</summary>
    Aborted = 0,

    /// <summary>Drop (<c>XDP_DROP</c>).</summary>
    Drop = 1,

    /// <summary>Give to the network stack (<c>XDP_PASS</c>).</summary>
    Pass = 2,

    /// <summary>Send back through the same device (<c>XDP_TX</c>).</summary>
    Transmit = 3,

    /// <summary>Send where a redirect helper said (<c>XDP_REDIRECT</c>).</summary>
    Redirect = 4,
}
