namespace Bpf.Compiler.Analysis;

/// <summary>What an instruction does with the address of a stack slot.</summary>
internal enum SlotUseKind
{
    /// <summary>The address escapes.</summary>
    Unknown,

    /// <summary>The result is, or may be, an address in the slot.</summary>
    Address,

    /// <summary>The instruction reads or writes the slot, or passes its address to a function that does.</summary>
    Access,
}
