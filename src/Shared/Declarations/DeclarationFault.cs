namespace Bpf.Shared;

/// <summary>What is wrong with a declaration.</summary>
/// <param name="Diagnostic">The diagnostic that says it.</param>
/// <param name="Arguments">The arguments of its message.</param>
internal sealed record DeclarationFault(BpfDiagnostic Diagnostic, params object[] Arguments);
