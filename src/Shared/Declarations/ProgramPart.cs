namespace Bpf.Shared;

/// <summary>Part of a method that a fault is reported at.</summary>
internal enum ProgramPart
{
    /// <summary>The method as a whole.</summary>
    Method,

    /// <summary>The return type.</summary>
    Result,

    /// <summary>A parameter.</summary>
    Parameter,

    /// <summary>The target in an attribute of the kind.</summary>
    Target,

    /// <summary>The <c>[BpfExceptionResult]</c> of the method or of its class.</summary>
    ExceptionResult,
}
