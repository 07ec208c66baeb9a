namespace Bpf.Analyzers.Kernel;

/// <summary>Where a pointer comes from, as far as the verifier is concerned.</summary>
internal enum PointerOrigin
{
    /// <summary>It comes from nowhere: null.</summary>
    None,

    /// <summary>From an object of the kernel whose type the verifier knows, so that programs read through it directly.</summary>
    Typed,

    /// <summary>The verifier takes it for a number, so only a helper can read through it.</summary>
    Number,

    /// <summary>The analyzers do not know.</summary>
    Unknown,
}
