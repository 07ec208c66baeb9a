namespace Bpf.Runtime;

/// <summary>Why a place cannot be probed.</summary>
public enum ProbePlaceDefect
{
    /// <summary>
    /// The place is not in code: it is in no executable segment of the file, or the segment is writable and the kernel does not set probes there.
    /// </summary>
    NotCode,

    /// <summary>The offset is past the end of the function.</summary>
    OutsideFunction,

    /// <summary>The place is within an instruction. A probe would overwrite its middle and change what the target computes.</summary>
    InsideInstruction,

    /// <summary>The place lies between a load and a store exclusive (aarch64), and the retry loop would never end.</summary>
    InsideExclusiveSequence,

    /// <summary>A return probe or session is not at a function entry, the only place where the location of the return address is known.</summary>
    NotAnEntry,

    /// <summary>The kernel does not probe this kind of instruction.</summary>
    RefusedInstruction,

    /// <summary>The instructions before the place could not be decoded, or the start of its function is unknown.</summary>
    Unverifiable,
}
