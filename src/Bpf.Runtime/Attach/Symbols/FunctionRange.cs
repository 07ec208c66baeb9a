namespace Bpf.Runtime.Attach.Symbols;

/// <summary>Where a function lies in its file.</summary>
/// <param name="Start">Offset of its first instruction.</param>
/// <param name="Size">Length in bytes; up to the next function when <see cref="IsEndKnown"/> is false.</param>
/// <param name="IsEndKnown">The file states the length.</param>
internal readonly record struct FunctionRange(ulong Start, ulong Size, bool IsEndKnown)
{
    /// <summary>Whether the function has an offset.</summary>
    public bool Covers(ulong offset) => offset >= Start && offset - Start < Size;
}
