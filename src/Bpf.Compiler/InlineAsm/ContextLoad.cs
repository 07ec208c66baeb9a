using Bpf.Compiler.Llvm;

namespace Bpf.Compiler.InlineAsm;

/// <summary>
/// A load from a read-only context at a constant offset from its start. LLVM before 18 merges loads at two offsets, even volatile ones, into one at a
/// computed address, which the verifier refuses; it does not touch what it does not recognize as a load.
/// </summary>
internal static class ContextLoad
{
    /// <summary>Emits a load of an integer.</summary>
    /// <param name="builder">Where to emit it.</param>
    /// <param name="start">A pointer into the context.</param>
    /// <param name="offset">Byte offset from there.</param>
    /// <param name="integer">Integer type of the result.</param>
    /// <param name="width">Its size: 1, 2, 4 or 8.</param>
    public static LLVMValueRef Build(LLVMBuilderRef builder, LLVMValueRef start, long offset, LLVMTypeRef integer, int width)
    {
        LLVMTypeRef i64 = integer.Context.Int64Type;
        LLVMTypeRef function = LLVMTypeRef.CreateFunction(i64, [start.TypeOf]);
        string text = $"$0 = *(u{width * 8} *)($1 {(offset < 0 ? '-' : '+')} {Math.Abs(offset)})";
        LLVMValueRef assembly = LLVMValueRef.CreateConstInlineAsm(function, text, "=r,r", hasSideEffects: false, isAlignStack: false);
        LLVMValueRef value = builder.BuildCall2(function, assembly, [start]);
        return width == sizeof(ulong) ? value : builder.BuildTrunc(value, integer);
    }
}
