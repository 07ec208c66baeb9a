namespace Bpf.Runtime.Netlink;

/// <summary>What the kernel answers to a message.</summary>
/// <param name="Error">The error, or none.</param>
/// <param name="Reason">The kernel's own words about an error (its extended acknowledgment); null when it says nothing.</param>
/// <param name="Objects">The objects that it describes.</param>
internal sealed record NetlinkAnswer(Errno Error, string? Reason, IReadOnlyList<NetlinkReply> Objects)
{
    /// <summary>The kernel's own words as a sentence for a message, after the caller's advice; null when there is neither.</summary>
    public string? Explain(string? advice)
    {
        string? said = Reason is null ? null : $"The kernel says: {Reason.TrimEnd('.')}.";
        return advice is null || said is null ? advice ?? said : $"{said} {advice}";
    }
}
