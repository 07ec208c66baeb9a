using Bpf.Compiler.Llvm;
using Bpf.Compiler.Values;

namespace Bpf.Compiler.Import;

/// <summary>A basic block and the values on the evaluation stack at its start.</summary>
internal sealed class ImportBlock(BlockKey key, LLVMBasicBlockRef target)
{
    public BlockKey Key { get; } = key;

    public LLVMBasicBlockRef Target { get; } = target;

    public bool IsImported { get; set; }

    /// <summary>Null until an edge into the block has been seen.</summary>
    public List<StackSlot>? Stack { get; set; }
}
