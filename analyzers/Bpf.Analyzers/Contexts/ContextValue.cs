namespace Bpf.Analyzers.Contexts;

/// <summary>What is known about the value of an expression, as far as it matters for accesses to the context of a program.</summary>
internal abstract record ContextValue
{
    /// <summary>An integer that is known.</summary>
    public sealed record Number(decimal Value) : ContextValue;

    /// <summary>A pointer into the context.</summary>
    /// <param name="Offset">Bytes from its beginning.</param>
    public sealed record Address(decimal Offset) : ContextValue;

    /// <summary>A variable in the context, for references to it.</summary>
    /// <param name="Offset">Bytes from the beginning of the context.</param>
    public sealed record Place(decimal Offset) : ContextValue;
}
