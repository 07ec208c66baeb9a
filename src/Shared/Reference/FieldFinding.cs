namespace Bpf.Shared;

/// <summary>Result of comparing the declaration of a field with one kernel.</summary>
/// <param name="Kind">What is wrong.</param>
/// <param name="Step">The field of the path that it concerns.</param>
/// <param name="Actual">The kernel's type, where it differs.</param>
internal readonly record struct FieldFinding(FieldFindingKind Kind, int Step = 0, string Actual = "");
