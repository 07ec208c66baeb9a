namespace Bpf.Profiling.Unwinding.State;

/// <summary>What a read of a stack led to.</summary>
internal enum MemoryAccess
{
    Done,

    /// <summary>The address is above the copy, where the rest of the stack is.</summary>
    BeyondCopy,

    /// <summary>The address is not on this stack.</summary>
    Unreadable,
}
