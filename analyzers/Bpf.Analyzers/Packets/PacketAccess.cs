using Microsoft.CodeAnalysis;

namespace Bpf.Analyzers.Packets;

/// <summary>A read or write of bytes in the packet.</summary>
/// <param name="Address">Where they are.</param>
/// <param name="Bytes">As many as are certainly accessed.</param>
/// <param name="Syntax">The expression.</param>
internal sealed record PacketAccess(BoundValue.Pointer Address, decimal Bytes, SyntaxNode Syntax)
{
    /// <summary>Where to report it: the call of the method that contains it.</summary>
    public SyntaxNode Place { get; init; } = Syntax;
}
