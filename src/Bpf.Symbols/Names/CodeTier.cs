namespace Bpf.Symbols;

/// <summary>How a .NET method was compiled.</summary>
public enum CodeTier
{
    /// <summary>Not a .NET method, or its source does not say.</summary>
    Unknown,

    /// <summary>Ahead of time, into a ReadyToRun image.</summary>
    ReadyToRun,

    /// <summary>Quickly, without optimization.</summary>
    Tier0,

    /// <summary>Without optimization, and counting calls and types for the next tier.</summary>
    Tier0Instrumented,

    /// <summary>With optimization, after many calls.</summary>
    Tier1,

    /// <summary>With optimization, and counting calls and types for the next version.</summary>
    Tier1Instrumented,

    /// <summary>With optimization, to replace a method while one of its loops runs (on-stack replacement).</summary>
    OnStackReplacement,

    /// <summary>With optimization at once, because tiered compilation does not apply to the method.</summary>
    Optimized,
}
