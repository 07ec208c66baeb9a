namespace Bpf.Objects.Elf;

/// <summary>Where the call frame instructions of a CIE or FDE are.</summary>
/// <param name="Position">Distance from the first byte of the <see cref="UnwindRecords"/>.</param>
/// <param name="Length">Length in bytes.</param>
internal readonly record struct UnwindInstructions(int Position, int Length);
