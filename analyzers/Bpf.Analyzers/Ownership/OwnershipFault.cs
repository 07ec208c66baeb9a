using Bpf.Shared;
using Microsoft.CodeAnalysis;

namespace Bpf.Analyzers.Ownership;

/// <summary>Something that the verifier refuses.</summary>
/// <param name="Diagnostic">The rule.</param>
/// <param name="Syntax">Where.</param>
/// <param name="Name">First argument of the message.</param>
/// <param name="Other">Second argument; empty for none.</param>
internal sealed record OwnershipFault(BpfDiagnostic Diagnostic, SyntaxNode Syntax, string Name, string Other);
