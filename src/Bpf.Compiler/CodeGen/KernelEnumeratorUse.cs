using Bpf.Compiler.Metadata;

namespace Bpf.Compiler.CodeGen;

/// <summary>A query about an enumerator of the kernel.</summary>
/// <param name="Enumerator">The declaration.</param>
/// <param name="AsksExistence">Whether the query asks if the enumerator exists.</param>
/// <param name="Location">Location of the query.</param>
internal sealed record KernelEnumeratorUse(FieldDesc Enumerator, bool AsksExistence, SourceLocation? Location);
