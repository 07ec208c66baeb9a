using Bpf.Compiler.Llvm;

namespace Bpf.Compiler.InlineAsm;

/// <summary>
/// A load from a context that the program cannot change, at a constant offset from its start. LLVM before 18 merges loads of two places into one at a
/// computed address, even volatile ones, and the verifier refuses that; what it does not know to be a load it leaves alone.
/// </summary>
internal static class ContextLoad
{
    /// <summary>The bytes as an integer.</summary>
    /// <param name="builder">Where to write.</param>
    /// <param name="start">A pointer into the context.</param>
    /// <param name="offset">Bytes from there.</param>
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
