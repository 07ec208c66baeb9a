using Bpf.Compiler.Metadata;

namespace Bpf.Compiler.Discovery;

/// <summary>A value while a static constructor runs at compile time.</summary>
internal abstract record StaticValue
{
    private StaticValue()
    {
    }

    /// <summary>An integer, extended to 64 bits as the evaluation stack does.</summary>
    /// <param name="Bits">The value; the sign of 32 bits is copied.</param>
    /// <param name="IsWide">It has 64 bits, not 32.</param>
    internal sealed record Integer(long Bits, bool IsWide) : StaticValue;

    /// <summary>A floating-point number.</summary>
    /// <param name="Value">The value.</param>
    /// <param name="IsSingle">It is a <c>float</c>: results of its operations are rounded to one.</param>
    internal sealed record Real(double Value, bool IsSingle) : StaticValue;

    /// <summary>A struct.</summary>
    internal sealed record Bytes(byte[] Data) : StaticValue;

    /// <summary>A reference to memory.</summary>
    internal sealed record Address(byte[] Memory, int Offset) : StaticValue
    {
        /// <summary>So many bytes from here.</summary>
        /// <exception cref="NotConstantException">The memory ends before.</exception>
        public Span<byte> Span(int size) => Offset >= 0 && size >= 0 && Offset <= Memory.Length - size
            ? Memory.AsSpan(Offset, size)
            : throw new NotConstantException("an index is out of range");
    }

    /// <summary>An array of unmanaged elements.</summary>
    internal sealed record Elements(byte[] Data, TypeDesc Type) : StaticValue;

    /// <summary>A token of a field with data.</summary>
    internal sealed record Token(FieldDesc Field) : StaticValue;

    /// <summary>A token of a type, or the <c>System.Type</c> made from it.</summary>
    internal sealed record TypeToken(TypeDesc Value) : StaticValue;

    /// <summary>A boxed value, of which the framework asks whether it is null.</summary>
    internal sealed record Box : StaticValue;

    /// <summary>A string literal.</summary>
    internal sealed record Text(string Value) : StaticValue;

    /// <summary>Something that no BPF data can be made of: a map, an object, a delegate.</summary>
    internal sealed record Opaque : StaticValue;
}
