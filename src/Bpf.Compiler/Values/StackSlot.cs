using Bpf.Compiler.Llvm;
using Bpf.Compiler.Metadata;

namespace Bpf.Compiler.Values;

/// <summary>Memory that carries a stack value across an edge into a block; integers take 64 bits, so that a later edge can widen the kind.</summary>
internal sealed class StackSlot
{
    public required StackKind Kind { get; set; }

    public required TypeDesc? Type { get; init; }

    public required LLVMValueRef Address { get; init; }

    /// <summary>Value of a slot that exists only at compile time.</summary>
    public StackValue Constant { get; init; }

    /// <summary>The location in the context that the pointers of all edges refer to; null when there is no such location.</summary>
    public Symbol.Context? Context { get; set; }
}
