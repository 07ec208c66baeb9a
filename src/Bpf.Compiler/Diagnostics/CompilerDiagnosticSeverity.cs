namespace Bpf.Compiler;

/// <summary>Severity of a diagnostic.</summary>
public enum CompilerDiagnosticSeverity
{
    /// <summary>Information only.</summary>
    Message,

    /// <summary>Probably a mistake; the object is still written.</summary>
    Warning,

    /// <summary>An error; no object is written.</summary>
    Error,
}
