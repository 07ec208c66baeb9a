namespace Bpf;

/// <summary>The device of a netkit pair for whose packets a <see cref="NetkitAttribute"/> program runs.</summary>
public enum NetkitEndpoint
{
    /// <summary>Packets that the primary device sends (<c>BPF_NETKIT_PRIMARY</c>).</summary>
    Primary,

    /// <summary>Packets that the peer device sends, usually from the namespace of a container (<c>BPF_NETKIT_PEER</c>).</summary>
    Peer,
}
