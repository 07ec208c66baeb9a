namespace Bpf;

/// <summary>
/// A program at a hook of netfilter, among the rules of nftables and iptables (<c>BPF_PROG_TYPE_NETFILTER</c>, kernel 6.4). The method takes a
/// <see cref="NetfilterContext"/> and returns a <see cref="NetfilterVerdict"/>. After the context it can take the kernel's objects:
/// <c>nf_hook_state* state, sk_buff* packet</c>.
/// </summary>
/// <remarks>Without a hook, the host chooses it when attaching.</remarks>
[AttributeUsage(AttributeTargets.Method)]
public sealed class NetfilterAttribute : Attribute
{
    /// <summary>The packets; IPv4 by default.</summary>
    public NetfilterFamily Family { get; set; } = NetfilterFamily.Ipv4;

    /// <summary>Where the program runs.</summary>
    public NetfilterHook Hook { get; set; }

    /// <summary>
    /// Position among the programs and chains at the hook, lowest first: 0 is that of the filter chains, -300 is before connection tracking
    /// (<c>enum nf_ip_hook_priorities</c>, include/uapi/linux/netfilter_ipv4.h). The lowest and the highest number are not allowed.
    /// </summary>
    public int Priority { get; set; }

    /// <summary>
    /// Whether the program sees packets after their fragments have been put together (kernel 6.6). The priority must then be above -400.
    /// </summary>
    public bool Defragment { get; set; }

    /// <summary>Whether the program is loaded and attached; true by default. If false, the host can still enable it between Open and Load.</summary>
    public bool AutoLoad { get; set; } = true;
}
