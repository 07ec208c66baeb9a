namespace Bpf.Objects.Code;

/// <summary>The prefixes of an x86 instruction.</summary>
[Flags]
internal enum X64Prefixes
{
    None = 0,

    /// <summary>66: 16-bit operands.</summary>
    OperandSize = 1,

    /// <summary>67: shorter addresses.</summary>
    AddressSize = 2,

    /// <summary>F0.</summary>
    Lock = 4,

    /// <summary>26, 2E, 36 or 3E: the segments es, cs, ss and ds.</summary>
    OldSegment = 8,

    /// <summary>F2 or F3.</summary>
    Repeat = 16,

    /// <summary>REX.W: 64-bit operands.</summary>
    Wide = 32,

    /// <summary>VEX, EVEX or XOP.</summary>
    Vector = 64,
}
