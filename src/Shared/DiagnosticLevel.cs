namespace Bpf.Shared;

/// <summary>Default severity of a diagnostic.</summary>
internal enum DiagnosticLevel
{
    Info,
    Warning,
    Error,
}
