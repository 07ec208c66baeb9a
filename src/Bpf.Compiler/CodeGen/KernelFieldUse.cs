using Bpf.Shared;
using Bpf.Compiler.Metadata;

namespace Bpf.Compiler.CodeGen;

/// <summary>An access to a field of a kernel type.</summary>
/// <param name="Path">The path to the field, starting at the outermost struct.</param>
/// <param name="Question">What the program asks about it.</param>
/// <param name="Location">Location of the access.</param>
internal sealed record KernelFieldUse(IReadOnlyList<FieldDesc> Path, KernelFieldQuestion Question, SourceLocation? Location);
