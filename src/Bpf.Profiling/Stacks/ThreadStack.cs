using Bpf.Symbols;

namespace Bpf.Profiling;

/// <summary>The stack of a thread at one time.</summary>
public sealed class ThreadStack
{
    internal ThreadStack(int threadId, string name, IReadOnlyList<CodeFrame> frames, StackEnd end)
        => (ThreadId, Name, Frames, End) = (threadId, name, frames, end);

    /// <summary>The id of the thread in the pid namespace of this process.</summary>
    public int ThreadId { get; }

    /// <summary>The name of the thread, up to 15 bytes, as the kernel has it; empty if the thread has ended since.</summary>
    public string Name { get; }

    /// <summary>
    /// The functions, from the innermost on. The address of the first is that of its next instruction; those of the others are in their call instructions.
    /// </summary>
    public IReadOnlyList<CodeFrame> Frames { get; }

    /// <summary>How the stack ends.</summary>
    public StackEnd End { get; }
}
