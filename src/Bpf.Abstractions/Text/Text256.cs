using System.Runtime.CompilerServices;

namespace Bpf;

/// <summary>
/// Text of up to 256 bytes in a record, a map or a static field: a file name (<c>NAME_MAX</c> is 255). <c>text[..]</c> is its buffer, for programs that fill
/// it.
/// </summary>
/// <remarks>Two are equal on the host if their texts are; the kernel compares all bytes of a key.</remarks>
[InlineArray(256)]
public struct Text256 : IEquatable<Text256>
{
    private byte _first;

    /// <summary>Returns whether two texts are equal.</summary>
    public static bool operator ==(Text256 left, Text256 right) => left.Equals(right);

    /// <summary>Returns whether two texts differ.</summary>
    public static bool operator !=(Text256 left, Text256 right) => !left.Equals(right);

    /// <inheritdoc cref="FixedText.Decode"/>
    public override readonly string ToString() => FixedText.Decode(this);

    /// <inheritdoc/>
    public readonly bool Equals(Text256 other) => FixedText.TextOf(this).SequenceEqual(FixedText.TextOf(other));

    /// <inheritdoc/>
    public override readonly bool Equals(object? obj) => obj is Text256 other && Equals(other);

    /// <inheritdoc/>
    public override readonly int GetHashCode() => FixedText.HashOf(this);
}
