namespace Bpf.Analyzers.Ownership;

/// <summary>What happens to an object.</summary>
internal enum OwnershipEventKind
{
    /// <summary>The local gets an object that may be null.</summary>
    Acquire,

    /// <summary>The local gets an object.</summary>
    AcquireAlways,

    /// <summary>A function returns an object that nothing keeps.</summary>
    Drop,

    /// <summary>The object is released; it may not be null.</summary>
    Release,

    /// <summary>The object is used.</summary>
    Use,

    /// <summary>The local gets null.</summary>
    SetNull,

    /// <summary>The object is given to something that may release it, or the local gets another value.</summary>
    GiveAway,

    /// <summary>A pair begins.</summary>
    Begin,

    /// <summary>A pair ends.</summary>
    End,

    /// <summary>A variable that conditions read gets another value.</summary>
    Write,
}
