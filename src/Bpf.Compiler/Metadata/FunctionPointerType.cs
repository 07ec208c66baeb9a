namespace Bpf.Compiler.Metadata;

/// <summary><c>delegate*&lt;…&gt;</c>. Signatures are not distinguished: a function pointer is only ever passed to a helper.</summary>
internal sealed class FunctionPointerType : TypeDesc
{
    public override string DisplayName => "delegate*";
}
