using System.Runtime.CompilerServices;

namespace Bpf;

/// <summary>Text of up to 128 bytes in a record, a map or a static field. <c>text[..]</c> is its buffer, for programs that fill it.</summary>
/// <remarks>Two are equal on the host if their texts are; the kernel compares all bytes of a key.</remarks>
[InlineArray(128)]
public struct Text128 : IEquatable<Text128>
{
    private byte _first;

    /// <summary>Returns whether two texts are equal.</summary>
    public static bool operator ==(Text128 left, Text128 right) => left.Equals(right);

    /// <summary>Returns whether two texts differ.</summary>
    public static bool operator !=(Text128 left, Text128 right) => !left.Equals(right);

    /// <inheritdoc cref="FixedText.Decode"/>
    public override readonly string ToString() => FixedText.Decode(this);

    /// <inheritdoc/>
    public readonly bool Equals(Text128 other) => FixedText.TextOf(this).SequenceEqual(FixedText.TextOf(other));

    /// <inheritdoc/>
    public override readonly bool Equals(object? obj) => obj is Text128 other && Equals(other);

    /// <inheritdoc/>
    public override readonly int GetHashCode() => FixedText.HashOf(this);
}
