namespace Bpf.Profiling.Unwinding.Rows;

/// <summary>What a step from a frame to its caller led to.</summary>
internal enum StepOutcome
{
    /// <summary>The registers are those of the caller.</summary>
    Done,

    /// <summary>The function has no caller.</summary>
    Outermost,

    /// <summary>The step needs a part of the stack that was not copied.</summary>
    BeyondCopy,

    /// <summary>The step needs memory that is not on the stack.</summary>
    Unreadable,

    /// <summary>The step needs a register whose value is not known here.</summary>
    UnknownRegister,

    /// <summary>The step needs an expression that is damaged or of an unknown kind.</summary>
    BadExpression,
}
