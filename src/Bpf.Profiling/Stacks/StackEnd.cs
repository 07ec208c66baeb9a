namespace Bpf.Profiling;

/// <summary>How a stack ends.</summary>
public enum StackEnd
{
    /// <summary>At the function with which the thread started: the stack is complete.</summary>
    ThreadStart,

    /// <summary>The rest was not captured.</summary>
    Truncated,

    /// <summary>The callers of the last frame cannot be found: its code is not described, or needs a register whose value is not known.</summary>
    Unknown,

    /// <summary>The thread was running, so that it has no stack to show.</summary>
    Running,
}
