namespace Bpf.Compiler.Metadata;

/// <summary><c>delegate*&lt;…&gt;</c>: a function that is passed to the kernel.</summary>
/// <param name="result">Its return type.</param>
/// <param name="parameters">Types of its parameters.</param>
internal sealed class FunctionPointerType(TypeDesc result, TypeList parameters) : TypeDesc
{
    public TypeDesc Result { get; } = result;

    public TypeList Parameters { get; } = parameters;

    public override string DisplayName => "delegate*";
}
