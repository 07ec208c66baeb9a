namespace Bpf.Profiling.Unwinding.Rows;

/// <summary>How the caller's value of a register is found.</summary>
internal enum RuleKind : byte
{
    /// <summary>Nothing is said: the function has not changed it.</summary>
    Unspecified,

    /// <summary>The function has not changed it.</summary>
    Same,

    /// <summary>It is lost. A lost return address means that the function has no caller.</summary>
    Undefined,

    /// <summary>It is in memory at a distance from the frame address.</summary>
    AtOffset,

    /// <summary>It is the frame address plus a distance.</summary>
    FrameOffset,

    /// <summary>It is in another register, plus a distance (only used for the frame address itself).</summary>
    Register,

    /// <summary>It is in memory where an expression says.</summary>
    AtExpression,

    /// <summary>It is what an expression says.</summary>
    Expression,
}
