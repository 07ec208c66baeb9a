namespace Bpf.Analyzers.Ownership;

/// <summary>What has become of an object when the method returns that was given it.</summary>
internal enum GivenOutcome
{
    /// <summary>The analysis does not know.</summary>
    Unknown,

    /// <summary>The caller still owns it.</summary>
    Kept,

    /// <summary>It is released.</summary>
    Released,

    /// <summary>Some paths release it, others do not, and the caller is not told which.</summary>
    Either,
}
