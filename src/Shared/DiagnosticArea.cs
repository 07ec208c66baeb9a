namespace Bpf.Shared;

/// <summary>Category of a diagnostic, shown by the analyzers as <c>Bpf.Usage</c> and so on.</summary>
internal enum DiagnosticArea
{
    Usage,
    Language,
    Types,
    Maps,
    Kernel,
    Verifier,
    Codegen,
    Build,
}
