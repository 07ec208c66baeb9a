namespace Bpf.Profiling.Unwinding;

/// <summary>How an unwound stack ends.</summary>
internal enum UnwindEnd
{
    /// <summary>At the function with which the thread started.</summary>
    ThreadStart,

    /// <summary>The stack goes on above the copy.</summary>
    Truncated,

    /// <summary>There are more frames than fit.</summary>
    TooDeep,

    /// <summary>A return address is not in executable memory.</summary>
    NotCode,

    /// <summary>The next frame would be below the one that it called.</summary>
    NotRising,

    /// <summary>A frame needs memory that is not on the stack.</summary>
    UnreadableMemory,

    /// <summary>A frame needs a register that is not known.</summary>
    UnknownRegister,

    /// <summary>A frame description is damaged.</summary>
    BadDescription,
}
