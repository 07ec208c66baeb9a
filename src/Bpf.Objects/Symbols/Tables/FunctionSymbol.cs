namespace Bpf.Objects.Symbols.Tables;

/// <summary>A function in a table, without strings.</summary>
/// <param name="name">Its name as stored, which may carry a version.</param>
/// <param name="offset">Its offset in the file.</param>
/// <param name="size">Its length in bytes; 0 when unknown.</param>
/// <param name="kind">What the table says about it.</param>
internal readonly ref struct FunctionSymbol(ReadOnlySpan<byte> name, ulong offset, ulong size, FunctionKind kind)
{
    /// <summary>Its name as stored, which may carry a version.</summary>
    public ReadOnlySpan<byte> Name { get; } = name;

    /// <summary>Its offset in the file.</summary>
    public ulong Offset { get; } = offset;

    /// <summary>Its length in bytes; 0 when unknown.</summary>
    public ulong Size { get; } = size;

    /// <summary>What the table says about it.</summary>
    public FunctionKind Kind { get; } = kind;

    /// <summary>True for the selector of an indirect function, whose name stands for another function.</summary>
    public bool IsIndirect => (Kind & FunctionKind.Indirect) != 0;
}
