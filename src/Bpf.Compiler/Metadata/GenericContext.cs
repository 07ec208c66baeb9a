namespace Bpf.Compiler.Metadata;

/// <summary>Type arguments for the type parameters in scope. Parameters without an argument stay parameters.</summary>
internal readonly record struct GenericContext(TypeList TypeArguments, TypeList MethodArguments);
