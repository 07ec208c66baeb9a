namespace Bpf.Runtime.Attach.Symbols;

/// <summary>File range of a function.</summary>
/// <param name="Start">Offset of its first instruction.</param>
/// <param name="Size">Length in bytes; up to the next function when <see cref="IsEndKnown"/> is false.</param>
/// <param name="IsEndKnown">True when the file states the length.</param>
internal readonly record struct FunctionRange(ulong Start, ulong Size, bool IsEndKnown)
{
    /// <summary>Returns whether an offset is in the function.</summary>
    public bool Covers(ulong offset) => offset >= Start && offset - Start < Size;
}
