namespace Bpf.Runtime.Elf;

/// <summary>What a frame description (FDE) says of a function.</summary>
/// <param name="Start">Address of its first instruction in the loaded image.</param>
/// <param name="Size">Length in bytes.</param>
/// <param name="HasHandlers">It has a language-specific data area: it catches exceptions or cleans up behind them.</param>
internal readonly record struct UnwindEntry(ulong Start, ulong Size, bool HasHandlers)
{
    /// <summary>Whether the function has an address.</summary>
    public bool Covers(ulong address) => address >= Start && address - Start < Size;
}
