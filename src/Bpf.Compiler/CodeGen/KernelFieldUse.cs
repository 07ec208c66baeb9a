using Bpf.Compiler.Metadata;

namespace Bpf.Compiler.CodeGen;

/// <summary>An access to a field of a kernel type.</summary>
/// <param name="Path">The field, after the fields of the structs that hold it.</param>
/// <param name="Question">What the program does with it.</param>
/// <param name="Location">Where.</param>
internal sealed record KernelFieldUse(IReadOnlyList<FieldDesc> Path, KernelFieldQuestion Question, SourceLocation? Location);
