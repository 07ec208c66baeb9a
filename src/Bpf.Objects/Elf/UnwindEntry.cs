namespace Bpf.Objects.Elf;

/// <summary>The frame description (FDE) of a function.</summary>
/// <param name="Start">Address of its first instruction in the loaded image.</param>
/// <param name="Size">Length in bytes.</param>
/// <param name="Handlers">
/// Address of its language-specific data area, which describes how it catches exceptions or cleans up after them; 0 for none.
/// </param>
internal readonly record struct UnwindEntry(ulong Start, ulong Size, ulong Handlers)
{
    /// <summary>Returns whether an address is in the function.</summary>
    public bool Covers(ulong address) => address >= Start && address - Start < Size;
}
