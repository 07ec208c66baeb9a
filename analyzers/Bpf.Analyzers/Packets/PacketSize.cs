namespace Bpf.Analyzers.Packets;

/// <summary>The bytes of a packet from some place on.</summary>
/// <param name="Proven">As many as comparisons have proven to the verifier.</param>
/// <param name="Min">It has at least as many.</param>
/// <param name="Max">It has at most as many.</param>
internal readonly record struct PacketSize(decimal Proven, decimal Min, decimal Max)
{
    /// <summary>Nothing is known.</summary>
    public static PacketSize Unknown => new(0, 0, decimal.MaxValue);

    /// <summary>Whether no size is possible.</summary>
    public bool IsEmpty => Min > Max;

    /// <summary>It has some bytes.</summary>
    public PacketSize AtLeast(decimal bytes, bool isProof)
        => this with { Proven = isProof ? Math.Max(Proven, bytes) : Proven, Min = Math.Max(Min, bytes) };

    /// <summary>It does not have some bytes.</summary>
    public PacketSize LessThan(decimal bytes) => this with { Max = Math.Min(Max, bytes - 1) };
}
