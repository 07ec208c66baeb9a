namespace Bpf.Shared;

/// <summary>Category of a diagnostic; the analyzers show it as <c>Bpf.Usage</c> and so on.</summary>
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
