namespace Bpf;

/// <summary>What happens to a packet at a netfilter hook (<c>NF_*</c>, include/uapi/linux/netfilter.h).</summary>
public enum NetfilterVerdict
{
    /// <summary>Drop it (<c>NF_DROP</c>).</summary>
    Drop = 0,

    /// <summary>Continue with the next program or rule (<c>NF_ACCEPT</c>).</summary>
    Accept = 1,
}
