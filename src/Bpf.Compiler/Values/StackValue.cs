using Bpf.Compiler.Llvm;
using Bpf.Compiler.Metadata;

namespace Bpf.Compiler.Values;

/// <summary>A value on the evaluation stack.</summary>
/// <param name="Kind">Its kind.</param>
/// <param name="Value">The LLVM value; the address of the temporary for structs.</param>
/// <param name="Type">The struct type, for structs.</param>
/// <param name="Symbol">What the value stands for, for symbols.</param>
/// <param name="Alignment">Alignment of the memory that a pointer points to; 0 for the natural alignment of the type.</param>
internal readonly record struct StackValue(StackKind Kind, LLVMValueRef Value, TypeDesc? Type = null, Symbol? Symbol = null, int Alignment = 0)
{
    public static StackValue Nothing => default;

    public static StackValue Of(Symbol symbol) => new(StackKind.Symbol, default, null, symbol);
}
