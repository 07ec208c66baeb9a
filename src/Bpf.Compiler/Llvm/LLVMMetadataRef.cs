
namespace Bpf.Compiler.Llvm;

/// <summary>A metadata node.</summary>
internal readonly record struct LLVMMetadataRef(nint Handle)
{
    /// <summary>Puts the final node in place of this temporary one.</summary>
    public void ReplaceAllUsesWith(LLVMMetadataRef replacement) => LLVM.MetadataReplaceAllUsesWith(this, replacement);
}
