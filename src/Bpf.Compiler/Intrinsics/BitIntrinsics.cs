using Bpf.Compiler.InlineAsm;
using Bpf.Compiler.Llvm;
using Bpf.Compiler.Metadata;
using Bpf.Compiler.Values;

namespace Bpf.Compiler.Intrinsics;

/// <summary><see cref="System.Numerics.BitOperations"/> and byte order.</summary>
internal static class BitIntrinsics
{
    private const string Bits = "System.Numerics.BitOperations.";

    public static IEnumerable<(string Name, Func<IntrinsicCall, StackValue> Emit)> All =>
    [
        (Bits + "PopCount", static call => Count(call, PopCount(call, call.Integer(0)))),
        (Bits + "LeadingZeroCount", static call => Count(call, LeadingZeros(call, call.Integer(0)))),
        (Bits + "TrailingZeroCount", TrailingZeros),
        (Bits + "Log2", Log2),
        ("System.Buffers.Binary.BinaryPrimitives.ReverseEndianness", ReverseEndianness),
    ];

    /// <summary>Returns true for the overloads of <see cref="System.Buffers.Binary.BinaryPrimitives"/> that take a source and a destination.</summary>
    public static bool IsOfSpans(MethodDesc method) => method.Name == "ReverseEndianness" && method.Signature.ParameterTypes.Length == 2;

    private static LLVMValueRef PopCount(IntrinsicCall call, LLVMValueRef value) => call.Emit.CallIntrinsic("llvm.ctpop", value.TypeOf, [value]);

    // Not llvm.ctlz, which becomes the same instructions: LLVM 15 hangs when the result is masked.
    private static LLVMValueRef LeadingZeros(IntrinsicCall call, LLVMValueRef value) => PopCount(call, call.Builder.BuildNot(FillBelowHighest(call, value)));

    private static LLVMValueRef FillBelowHighest(IntrinsicCall call, LLVMValueRef value)
    {
        for (uint distance = 1; distance < value.TypeOf.IntWidth; distance *= 2)
        {
            value = call.Builder.BuildOr(value, call.Builder.BuildLShr(value, LLVMValueRef.CreateConstInt(value.TypeOf, distance)));
        }

        return value;
    }

    private static StackValue Count(IntrinsicCall call, LLVMValueRef count)
        => call.Result(count.TypeOf == call.Types.Int64 ? call.Builder.BuildTrunc(count, call.Types.Int32) : count);

    // llvm.cttz would need a table in memory, and LLVM 15 crashes on it. An opaque value keeps LLVM from recognizing the pattern.
    private static StackValue TrailingZeros(IntrinsicCall call)
    {
        LLVMValueRef value = call.Integer(0);
        LLVMValueRef opaque = value.IsConstant ? value : OpaqueValue.Create(call.Builder, value);
        LLVMValueRef below = call.Builder.BuildAnd(call.Builder.BuildNot(value),
            call.Builder.BuildSub(opaque, LLVMValueRef.CreateConstInt(value.TypeOf, 1)));
        return Count(call, PopCount(call, below));
    }

    private static StackValue Log2(IntrinsicCall call)
    {
        LLVMValueRef value = call.Builder.BuildOr(call.Integer(0), LLVMValueRef.CreateConstInt(call.Integer(0).TypeOf, 1));
        LLVMValueRef count = PopCount(call, FillBelowHighest(call, value));
        return Count(call, call.Builder.BuildSub(count, LLVMValueRef.CreateConstInt(value.TypeOf, 1)));
    }

    private static StackValue ReverseEndianness(IntrinsicCall call)
    {
        TypeDesc type = call.ParameterType(0);
        if (type is not DefinedType || LayoutEngine.SizeOf(type) == 1)
        {
            return call.Arguments[0];
        }

        LLVMValueRef value = call.Emit.Narrow(call.Arguments[0], type);
        return call.Result(call.Emit.Widen(call.Emit.CallIntrinsic("llvm.bswap", value.TypeOf, [value]), type));
    }
}
