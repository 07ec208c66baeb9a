using Bpf.Compiler.Llvm;
using Bpf.Shared;

namespace Bpf.Compiler.CodeGen;

/// <summary>
/// Attaches the tags that BTF has for types and declarations to debug metadata, as clang does for <c>btf_type_tag</c> and <c>btf_decl_tag</c>. The C interface
/// of LLVM can do this only by changing a finished node. Equal nodes are one node, so each begins with a name of its own.
/// </summary>
/// <param name="context">The LLVM context.</param>
internal sealed class DebugTags(LLVMContextRef context)
{
    /// <summary>The oldest LLVM that can do it: LLVMReplaceMDNodeOperandWith.</summary>
    public const int FirstVersion = 16;

    private const string TypeTag = "btf_type_tag";
    private const string DeclarationTag = "btf_decl_tag";

    // The operands of DIDerivedType (llvm/include/llvm/IR/DebugInfoMetadata.h).
    private const uint NameOperand = 2;
    private const uint AnnotationsOperand = 5;

    private int _names;

    /// <summary>Tags the type that a pointer points to.</summary>
    /// <param name="create">Creates the pointer with a name.</param>
    /// <param name="tag">The tag.</param>
    /// <param name="type">What needs it.</param>
    public LLVMMetadataRef Pointer(Func<string, LLVMMetadataRef> create, string tag, string type) => Create(create, TypeTag, tag, null, type);

    /// <summary>Tags a member of a struct.</summary>
    /// <param name="create">Creates the member with a name.</param>
    /// <param name="tag">The tag.</param>
    /// <param name="name">Name of the member.</param>
    public LLVMMetadataRef Member(Func<string, LLVMMetadataRef> create, string tag, string name) => Create(create, DeclarationTag, tag, name, name);

    private LLVMMetadataRef Create(Func<string, LLVMMetadataRef> create, string kind, string tag, string? name, string subject)
    {
        Version version = LlvmLibrary.Load().Version;
        if (version.Major < FirstVersion)
        {
            throw new CompilationException(BpfDiagnostics.LlvmCannotTag, version, subject);
        }

        LLVMMetadataRef node = create($"<{_names++}>");
        LLVMMetadataRef pair = context.GetMDNode([context.GetMDString(kind), context.GetMDString(tag)]);
        LLVMValueRef value = context.MetadataAsValue(node);
        value.ReplaceOperand(AnnotationsOperand, context.GetMDNode([pair]));
        value.ReplaceOperand(NameOperand, name is null ? default : context.GetMDString(name));
        return node;
    }
}
