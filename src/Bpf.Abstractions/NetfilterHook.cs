namespace Bpf;

/// <summary>Where in the network stack a netfilter program runs (<c>enum nf_inet_hooks</c>, include/uapi/linux/netfilter.h).</summary>
public enum NetfilterHook
{
    /// <summary>Received packets, before routing (<c>NF_INET_PRE_ROUTING</c>).</summary>
    PreRouting = 0,

    /// <summary>Received packets for this host (<c>NF_INET_LOCAL_IN</c>).</summary>
    LocalIn = 1,

    /// <summary>Received packets for other hosts (<c>NF_INET_FORWARD</c>).</summary>
    Forward = 2,

    /// <summary>Packets that this host sends, before routing (<c>NF_INET_LOCAL_OUT</c>).</summary>
    LocalOut = 3,

    /// <summary>Packets about to leave, sent or forwarded (<c>NF_INET_POST_ROUTING</c>).</summary>
    PostRouting = 4,
}
