using Bpf.Compiler.Analysis;
using Bpf.Compiler.InlineAsm;
using Bpf.Compiler.Llvm;
using Bpf.Compiler.Markers;

namespace Bpf.Compiler.Passes;

/// <summary>Bounds the framework's reads of its own tables.</summary>
/// <remarks>
/// Before:
/// <code>
/// @framework_0 = internal constant [20 x i8] c"abcdefghijklmnopqrst"
///
/// define i8 @f(i64 %row, i64 %x) {
///   %start = shl i64 %row, 4
///   %line = getelementptr i8, ptr @framework_0, i64 %start
///   %column = and i64 %x, 15
///   %address = getelementptr i8, ptr %line, i64 %column
///   %element = load i8, ptr %address, align 1
///   ret i8 %element
/// }
/// </code>
/// After:
/// <code>
/// define i8 @f(i64 %row, i64 %x) {
///   %start = shl i64 %row, 4
///   %column = and i64 %x, 15
///   %1 = add i64 %start, %column
///   %2 = call i64 asm "", "=r,0"(i64 %1)
///   %3 = icmp ugt i64 %2, 19
///   %4 = select i1 %3, i64 19, i64 %2
///   %5 = getelementptr i8, ptr @framework_0, i64 %4
///   %element = load i8, ptr %5, align 1
///   ret i8 %element
/// }
/// </code>
/// Unicode character categories are in nested tables. The framework does not check an index that it has read from another table, because it knows the
/// contents; the verifier does not.
/// </remarks>
internal sealed class TableBounds : FunctionPass
{
    public override string Name => "table-bounds";

    public override string Purpose => "keeps the framework's reads of its own tables within bounds";

    protected override void Run(PassContext context, FunctionAnalyses analyses)
    {
        foreach (LLVMValueRef load in FunctionBody.Instructions(analyses.Function).ToArray())
        {
            if (load.InstructionOpcode == LLVMOpcode.LLVMLoad && ObjectAddress.Of(load.GetOperand(0), context.SizeOf) is { Terms.Count: > 0 } address
                && address.Object.IsGlobalVariable && address.Object.Name.StartsWith(Marker.FrameworkData, StringComparison.Ordinal))
            {
                Keep(context, load, address);
            }
        }
    }

    private static void Keep(PassContext context, LLVMValueRef load, ObjectAddress address)
    {
        ulong last = context.SizeOf(address.Object.GlobalValueType) - context.SizeOf(load.TypeOf);
        UInt128 largest = (ulong)address.Constant;
        foreach ((LLVMValueRef value, ulong factor) in address.Terms)
        {
            largest += (UInt128)KnownBits.Of(value).Largest * factor;
        }

        if (address.Constant >= 0 && largest <= last)
        {
            return;
        }

        LLVMBuilderRef builder = context.Builder;
        builder.PositionBefore(load);
        LLVMValueRef? sum = null;
        foreach ((LLVMValueRef value, ulong factor) in address.Terms.Reverse())
        {
            LLVMValueRef term = factor == 1 ? value : builder.BuildMul(value, Number(context, factor));
            sum = sum is { } others ? builder.BuildAdd(others, term) : term;
        }

        LLVMValueRef offset = address.Constant == 0 ? sum!.Value : builder.BuildAdd(sum!.Value, Number(context, (ulong)address.Constant));
        LLVMValueRef opaque = OpaqueValue.Create(builder, offset);
        LLVMValueRef kept = builder.BuildSelect(builder.BuildICmp(LLVMIntPredicate.LLVMIntUGT, opaque, Number(context, last)), Number(context, last), opaque);
        load.SetOperand(0, builder.BuildGEP2(context.Int8, address.Object, [kept]));
    }

    private static LLVMValueRef Number(PassContext context, ulong value) => LLVMValueRef.CreateConstInt(context.Int64, value);
}
