using Bpf.Shared;

namespace Bpf.Compiler.CodeGen;

/// <summary>What is wrong with the source if a condition turns out false in every run.</summary>
/// <param name="Diagnostic">The rule.</param>
/// <param name="Location">Where; null in a method of a library, where the place is that of the user's call.</param>
/// <param name="Describe">The arguments of the message from the two numbers of the condition; null for one that is not constant.</param>
internal sealed record Fault(BpfDiagnostic Diagnostic, SourceLocation? Location, Func<long?, long?, object[]> Describe);
