namespace Bpf.Compiler.Metadata;

/// <summary>What the type parameters of a piece of metadata stand for. Parameters without an argument stay parameters.</summary>
internal readonly record struct GenericContext(TypeList TypeArguments, TypeList MethodArguments);
