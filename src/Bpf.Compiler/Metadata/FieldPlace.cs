namespace Bpf.Compiler.Metadata;

/// <summary>A field and its offset in bytes.</summary>
internal readonly record struct FieldPlace(FieldDesc Field, int Offset);
