namespace Bpf.Runtime;

/// <summary>Where a netfilter program runs.</summary>
public sealed record NetfilterOptions
{
    /// <summary>The packets.</summary>
    public NetfilterFamily Family { get; init; } = NetfilterFamily.Ipv4;

    /// <summary>The hook.</summary>
    public NetfilterHook Hook { get; init; }

    /// <summary>Position among the programs and chains at the hook, lowest first; the lowest and the highest number are not allowed.</summary>
    public int Priority { get; init; }

    /// <summary>Whether the program sees packets after their fragments have been put together (kernel 6.6); the priority must be above -400.</summary>
    public bool Defragment { get; init; }

    /// <summary>Formats hook and priority: <c>ipv4 local_in priority 0</c>.</summary>
    public override string ToString() => $"{(Family == NetfilterFamily.Ipv4 ? "ipv4" : "ipv6")} {Hook switch
    {
        NetfilterHook.PreRouting => "pre_routing",
        NetfilterHook.LocalIn => "local_in",
        NetfilterHook.Forward => "forward",
        NetfilterHook.LocalOut => "local_out",
        _ => "post_routing",
    }} priority {Priority}";
}
