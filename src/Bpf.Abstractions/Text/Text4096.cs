using System.Runtime.CompilerServices;

namespace Bpf;

/// <summary>
/// Text of up to 4096 bytes in a record, a map or a static field: a path (<c>PATH_MAX</c>); larger than the stack of a program, so only in a map or a record.
/// <c>text[..]</c> is its buffer, for programs that fill it.
/// </summary>
/// <remarks>Two are equal on the host if their texts are; the kernel compares all bytes of a key.</remarks>
[InlineArray(4096)]
public struct Text4096 : IEquatable<Text4096>
{
    private byte _first;

    /// <summary>Returns whether two texts are equal.</summary>
    public static bool operator ==(Text4096 left, Text4096 right) => left.Equals(right);

    /// <summary>Returns whether two texts differ.</summary>
    public static bool operator !=(Text4096 left, Text4096 right) => !left.Equals(right);

    /// <inheritdoc cref="FixedText.Decode"/>
    public override readonly string ToString() => FixedText.Decode(this);

    /// <inheritdoc/>
    public readonly bool Equals(Text4096 other) => FixedText.TextOf(this).SequenceEqual(FixedText.TextOf(other));

    /// <inheritdoc/>
    public override readonly bool Equals(object? obj) => obj is Text4096 other && Equals(other);

    /// <inheritdoc/>
    public override readonly int GetHashCode() => FixedText.HashOf(this);
}
