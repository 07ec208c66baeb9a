
namespace Bpf.Compiler.Llvm;

/// <summary>A metadata node.</summary>
internal readonly record struct LLVMMetadataRef(nint Handle)
{
    /// <summary>Replaces this temporary node with the final one.</summary>
    public void ReplaceAllUsesWith(LLVMMetadataRef replacement) => LLVM.MetadataReplaceAllUsesWith(this, replacement);
}
