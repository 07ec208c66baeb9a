namespace Bpf.Analyzers.Ownership;

/// <summary>What is known about an object at a place of a path.</summary>
internal enum OwnedState
{
    /// <summary>The analysis does not follow it: it is stored, returned or passed on.</summary>
    Unknown,

    /// <summary>It may be null.</summary>
    Untested,

    /// <summary>It has to be released.</summary>
    Owned,

    /// <summary>It is null.</summary>
    Null,

    /// <summary>A list or tree owns it; the program may use it as long as it holds the lock.</summary>
    Lent,

    /// <summary>It is released.</summary>
    Released,

    /// <summary>A list or tree owns it, and the lock is not held any more.</summary>
    OutOfLock,
}
