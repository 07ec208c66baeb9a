namespace Bpf.Shared;

/// <summary>An error in a declaration.</summary>
/// <param name="Diagnostic">The diagnostic to report.</param>
/// <param name="Arguments">The arguments of its message.</param>
internal sealed record DeclarationFault(BpfDiagnostic Diagnostic, params object[] Arguments);
