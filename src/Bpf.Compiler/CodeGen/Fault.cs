using Bpf.Shared;

namespace Bpf.Compiler.CodeGen;

/// <summary>The error in the source when a condition can never hold.</summary>
/// <param name="Diagnostic">The rule.</param>
/// <param name="Location">The location; null in a library method, for which the location of the user's call is reported.</param>
/// <param name="Describe">Creates the message arguments from the two numbers of the condition; a number is null when it is not constant.</param>
internal sealed record Fault(BpfDiagnostic Diagnostic, SourceLocation? Location, Func<long?, long?, object[]> Describe);
