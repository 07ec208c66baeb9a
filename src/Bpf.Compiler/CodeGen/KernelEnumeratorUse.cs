using Bpf.Compiler.Metadata;

namespace Bpf.Compiler.CodeGen;

/// <summary>A question about an enumerator of the kernel.</summary>
/// <param name="Enumerator">The declaration.</param>
/// <param name="AsksExistence">Whether the question is if it exists.</param>
/// <param name="Location">Where.</param>
internal sealed record KernelEnumeratorUse(FieldDesc Enumerator, bool AsksExistence, SourceLocation? Location);
