using System.Collections.Immutable;
using Bpf.Analyzers.Intervals;

namespace Bpf.Analyzers.Packets;

/// <summary>What is known about the value of an expression on a path, as far as it matters for the bounds of a packet.</summary>
internal abstract record BoundValue
{
    /// <summary>Whether a value is about the packet, so that a method that gets it may read the packet or compare with its end.</summary>
    public virtual bool IsOfPacket => true;

    /// <summary>A number or truth value that is known.</summary>
    public sealed record Constant(decimal Number) : BoundValue
    {
        public override bool IsOfPacket => false;
    }

    /// <summary>A number or truth value that is only known to be the same wherever it has the same name.</summary>
    /// <param name="Name">How it is computed.</param>
    /// <param name="Offset">What has been added to it.</param>
    /// <param name="Range">Its values, with the offset.</param>
    /// <param name="Sources">What it is computed from.</param>
    /// <param name="IsInput">Whether neither the compiler nor the verifier can know it.</param>
    public sealed record Term(string Name, decimal Offset, Interval Range, ImmutableHashSet<string> Sources, bool IsInput) : BoundValue
    {
        public override bool IsOfPacket => false;

        public bool Equals(Term? other) => other is not null && Name == other.Name && Offset == other.Offset;

        public override int GetHashCode() => Name.GetHashCode();
    }

    /// <summary>Whether a number is in a range.</summary>
    /// <param name="Subject">The number; nothing has been added to it.</param>
    /// <param name="Min">The smallest one for which it is true.</param>
    /// <param name="Max">The largest one.</param>
    /// <param name="IsNegated">Whether it is true when the number is not in the range.</param>
    public sealed record Test(Term Subject, decimal Min, decimal Max, bool IsNegated) : BoundValue
    {
        public override bool IsOfPacket => false;
    }

    /// <summary>A pointer into the packet.</summary>
    /// <param name="Base">Names the beginning of the packet and the parts of variable length that have been added to it.</param>
    /// <param name="Offset">Bytes from there.</param>
    /// <param name="Sources">What the parts of variable length are computed from.</param>
    public sealed record Pointer(string Base, decimal Offset, ImmutableHashSet<string> Sources) : BoundValue
    {
        /// <summary>Whether parts of variable length have been added.</summary>
        public bool IsVariable => Base.Length > 0;

        public Pointer Add(decimal bytes) => this with { Offset = Offset + bytes };

        public bool Equals(Pointer? other) => other is not null && Base == other.Base && Offset == other.Offset;

        public override int GetHashCode() => Base.GetHashCode();
    }

    /// <summary>A variable in the packet, for references to it.</summary>
    public sealed record Place(Pointer Address) : BoundValue;

    /// <summary>A copy of a struct in the packet. Only members that are used are read.</summary>
    public sealed record Copy(Pointer Address) : BoundValue;

    /// <summary>The end of the packet, and bytes added to it.</summary>
    public sealed record End(decimal Offset) : BoundValue;

    /// <summary>The bytes from a pointer to the end.</summary>
    public sealed record Distance(Pointer From) : BoundValue;

    /// <summary>Whether the packet has a number of bytes.</summary>
    /// <param name="Start">Where they begin.</param>
    /// <param name="Bytes">How many.</param>
    /// <param name="IsProof">Whether the verifier understands it when true.</param>
    /// <param name="IsNegated">Whether it is true when the packet does not.</param>
    public sealed record Check(Pointer Start, decimal Bytes, bool IsProof, bool IsNegated) : BoundValue;

    /// <summary>Whether a pointer that is not followed is within the packet.</summary>
    public sealed record UnknownCheck : BoundValue;
}
