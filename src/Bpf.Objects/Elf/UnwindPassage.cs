namespace Bpf.Objects.Elf;

/// <summary>What happens to an exception that reaches a function from a callee, as far as its handlers tell.</summary>
internal enum UnwindPassage
{
    /// <summary>It ends there: the function has no unwind description or must not throw.</summary>
    Never,

    /// <summary>It may leave the function: there are no handlers, or some of them catch.</summary>
    Possible,

    /// <summary>It leaves the function, which only runs cleanups.</summary>
    Expected,
}
