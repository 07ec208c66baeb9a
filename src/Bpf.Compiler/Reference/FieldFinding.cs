namespace Bpf.Compiler.Reference;

/// <summary>What one kernel makes of the declaration of a field.</summary>
/// <param name="Kind">What is wrong.</param>
/// <param name="Step">Which field of the path it is about.</param>
/// <param name="Actual">The kernel's type, where it differs.</param>
internal readonly record struct FieldFinding(FieldFindingKind Kind, int Step = 0, string Actual = "");
