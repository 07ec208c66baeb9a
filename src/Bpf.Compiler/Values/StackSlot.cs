using Bpf.Compiler.Llvm;
using Bpf.Compiler.Metadata;

namespace Bpf.Compiler.Values;

/// <summary>Memory in which a stack value crosses the edge into a block; integers are stored with 64 bits, so that a later edge can widen the kind.</summary>
internal sealed class StackSlot
{
    public required StackKind Kind { get; set; }

    public required TypeDesc? Type { get; init; }

    public required LLVMValueRef Address { get; init; }

    /// <summary>Value of a slot that exists at compile time only.</summary>
    public StackValue Constant { get; init; }

    /// <summary>The place in the context that the pointer of every edge refers to; null when there is no such place.</summary>
    public Symbol.Context? Context { get; set; }
}
