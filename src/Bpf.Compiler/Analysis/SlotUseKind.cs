namespace Bpf.Compiler.Analysis;

/// <summary>What an instruction does with the address of a stack slot.</summary>
internal enum SlotUseKind
{
    /// <summary>The address may be anywhere afterwards.</summary>
    Unknown,

    /// <summary>Its result is an address in the slot, or may be.</summary>
    Address,

    /// <summary>It reads or writes the slot, or lets a function do so.</summary>
    Access,
}
