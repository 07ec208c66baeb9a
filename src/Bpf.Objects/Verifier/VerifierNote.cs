using Bpf.Runtime;

namespace Bpf.Objects;

/// <summary>A step on the way to a refusal: where a value came from, where a check was lost, where an object was acquired.</summary>
/// <param name="Text">What happened there, without a period at the end.</param>
/// <param name="Location">The place in the source; <see langword="null"/> when the object has no line information for it.</param>
public sealed record VerifierNote(string Text, SourceLocation? Location);
