namespace Bpf.Objects.Elf;

/// <summary>What becomes of an exception that reaches a function from below, as far as its handlers tell.</summary>
internal enum UnwindPassage
{
    /// <summary>It ends there: the function is not described for unwinding, or must not throw.</summary>
    Never,

    /// <summary>It may leave the function: there are no handlers, or some that catch.</summary>
    Possible,

    /// <summary>It leaves the function, which only cleans up behind it.</summary>
    Expected,
}
