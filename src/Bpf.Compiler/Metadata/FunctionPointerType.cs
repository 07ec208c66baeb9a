namespace Bpf.Compiler.Metadata;

/// <summary><c>delegate*&lt;…&gt;</c>. The signature is not told apart: a function pointer is only ever passed to a helper.</summary>
internal sealed class FunctionPointerType : TypeDesc
{
    public override string DisplayName => "delegate*";
}
