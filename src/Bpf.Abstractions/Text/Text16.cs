using System.Runtime.CompilerServices;

namespace Bpf;

/// <summary>
/// Text of up to 16 bytes in a record, a map or a static field: the name of a thread (<c>TASK_COMM_LEN</c>) or of a network device. <c>text[..]</c> is its
/// buffer, for programs that fill it.
/// </summary>
/// <remarks>Two are equal on the host if their texts are; the kernel compares all bytes of a key.</remarks>
[InlineArray(16)]
public struct Text16 : IEquatable<Text16>
{
    private byte _first;

    /// <summary>Returns whether two texts are equal.</summary>
    public static bool operator ==(Text16 left, Text16 right) => left.Equals(right);

    /// <summary>Returns whether two texts differ.</summary>
    public static bool operator !=(Text16 left, Text16 right) => !left.Equals(right);

    /// <inheritdoc cref="FixedText.Decode"/>
    public override readonly string ToString() => FixedText.Decode(this);

    /// <inheritdoc/>
    public readonly bool Equals(Text16 other) => FixedText.TextOf(this).SequenceEqual(FixedText.TextOf(other));

    /// <inheritdoc/>
    public override readonly bool Equals(object? obj) => obj is Text16 other && Equals(other);

    /// <inheritdoc/>
    public override readonly int GetHashCode() => FixedText.HashOf(this);
}
