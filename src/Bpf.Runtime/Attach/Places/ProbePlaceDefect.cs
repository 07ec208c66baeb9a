namespace Bpf.Runtime;

/// <summary>Why a place cannot be probed.</summary>
public enum ProbePlaceDefect
{
    /// <summary>The place is not in code: no executable segment of the file has it, or the segment is writable, where the kernel sets no probes.</summary>
    NotCode,

    /// <summary>The offset reaches behind the end of the function.</summary>
    OutsideFunction,

    /// <summary>The place is within an instruction. A probe would overwrite its middle, and the target would compute something else.</summary>
    InsideInstruction,

    /// <summary>The place lies between a load and a store exclusive (aarch64), a loop that would never end.</summary>
    InsideExclusiveSequence,

    /// <summary>A return probe or session is not at the entry of a function, where the return address is known to be.</summary>
    NotAnEntry,

    /// <summary>The kernel does not probe this kind of instruction.</summary>
    RefusedInstruction,

    /// <summary>The instructions in front of the place could not be decoded, or nothing says where its function begins.</summary>
    Unverifiable,
}
