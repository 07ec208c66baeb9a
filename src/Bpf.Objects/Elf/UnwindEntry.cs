namespace Bpf.Objects.Elf;

/// <summary>What a frame description (FDE) says of a function.</summary>
/// <param name="Start">Address of its first instruction in the loaded image.</param>
/// <param name="Size">Length in bytes.</param>
/// <param name="Handlers">Address of its language-specific data area, which tells how it catches exceptions or cleans up behind them; 0 for none.</param>
internal readonly record struct UnwindEntry(ulong Start, ulong Size, ulong Handlers)
{
    /// <summary>Whether the function has an address.</summary>
    public bool Covers(ulong address) => address >= Start && address - Start < Size;
}
