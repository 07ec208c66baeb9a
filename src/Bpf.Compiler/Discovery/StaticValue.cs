using Bpf.Compiler.Metadata;

namespace Bpf.Compiler.Discovery;

/// <summary>A value while a static constructor runs at compile time.</summary>
internal abstract record StaticValue
{
    private StaticValue()
    {
    }

    /// <summary>An integer, extended as the evaluation stack does.</summary>
    internal sealed record Integer(long Bits) : StaticValue;

    /// <summary>A struct.</summary>
    internal sealed record Bytes(byte[] Data) : StaticValue;

    /// <summary>A reference to memory.</summary>
    internal sealed record Address(byte[] Memory, int Offset) : StaticValue;

    /// <summary>An array of unmanaged elements.</summary>
    internal sealed record Elements(byte[] Data, TypeDesc Type) : StaticValue;

    /// <summary>A token of a field with data.</summary>
    internal sealed record Token(FieldDesc Field) : StaticValue;

    /// <summary>Something that no BPF data can be made of: a map, a string, a delegate.</summary>
    internal sealed record Opaque : StaticValue;
}
