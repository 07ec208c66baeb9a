namespace Bpf.CodeFixes.Ownership;

/// <summary>What is written at a place at which a release may be missing.</summary>
internal enum ReleaseMode
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>The release.</summary>
    Plain,

    /// <summary>A test for null and the release.</summary>
    Guarded,
}
