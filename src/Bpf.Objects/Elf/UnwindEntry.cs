namespace Bpf.Objects.Elf;

/// <summary>The frame description (FDE) of a function.</summary>
/// <param name="Start">Address of its first instruction in the loaded image.</param>
/// <param name="Size">Length in bytes.</param>
/// <param name="Handlers">
/// Address of its language-specific data area, which describes how it catches exceptions or cleans up after them; 0 for none.
/// </param>
/// <param name="Common">What it shares with others.</param>
/// <param name="Instructions">The instructions that follow those of <paramref name="Common"/>.</param>
internal readonly record struct UnwindEntry(ulong Start, ulong Size, ulong Handlers, UnwindCommon Common, UnwindInstructions Instructions)
{
    /// <summary>Returns whether an address is in the function.</summary>
    public bool Covers(ulong address) => address >= Start && address - Start < Size;
}
