namespace Bpf.Compiler;

/// <summary>How bad a message is.</summary>
public enum CompilerDiagnosticSeverity
{
    /// <summary>Worth knowing.</summary>
    Message,

    /// <summary>Probably a mistake; the object is still made.</summary>
    Warning,

    /// <summary>No object is made.</summary>
    Error,
}
