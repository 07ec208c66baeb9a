namespace Bpf.Analyzers.Ownership;

/// <summary>What happens to an object.</summary>
internal enum OwnershipEventKind
{
    /// <summary>The local gets an object that may be null.</summary>
    Acquire,

    /// <summary>The local gets an object.</summary>
    AcquireAlways,

    /// <summary>The local gets another reference to an object that another local holds.</summary>
    Share,

    /// <summary>The local gets an object that stays in a list or tree, or null.</summary>
    Borrow,

    /// <summary>A function returns an object that nothing keeps.</summary>
    Drop,

    /// <summary>The object is released; it may not be null.</summary>
    Release,

    /// <summary>The object, or null, goes into a field that keeps a reference.</summary>
    Keep,

    /// <summary>The object goes into a list or tree; it may not be null.</summary>
    Lend,

    /// <summary>The object is used.</summary>
    Use,

    /// <summary>The local gets null.</summary>
    SetNull,

    /// <summary>The object is given to something that may release it, or the local gets another value.</summary>
    GiveAway,

    /// <summary>The local gets a reference to an element of a map, or null.</summary>
    Look,

    /// <summary>The variable gets what another one holds, or becomes a reference to a part of it.</summary>
    Alias,

    /// <summary>A method of the user gets the object.</summary>
    Call,

    /// <summary>The method returns what the variable holds.</summary>
    Return,

    /// <summary>The program goes on in another one, if the call succeeds.</summary>
    TailCall,

    /// <summary>The value of a method that may return no reference is used at once.</summary>
    UseResult,

    /// <summary>A variable of type <c>bool</c> gets a value that may tell whether a local holds an object.</summary>
    Bind,

    /// <summary>A pair begins.</summary>
    Begin,

    /// <summary>A pair ends.</summary>
    End,

    /// <summary>A lock is taken.</summary>
    Lock,

    /// <summary>The lock is given back.</summary>
    Unlock,

    /// <summary>A function is called that needs the lock.</summary>
    CallInLock,

    /// <summary>A function is called that may not be called while the lock is held.</summary>
    CallOutOfLock,

    /// <summary>A variable that conditions read gets another value.</summary>
    Write,
}
