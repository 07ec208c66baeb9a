namespace Bpf.Shared;

/// <summary>The part of a method that a fault is about.</summary>
internal enum ProgramPart
{
    /// <summary>The method as a whole.</summary>
    Method,

    /// <summary>The type of the result.</summary>
    Result,

    /// <summary>A parameter.</summary>
    Parameter,
}
