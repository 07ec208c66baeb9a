using System.Numerics;
using Bpf.Compiler.Analysis;
using Bpf.Compiler.InlineAsm;
using Bpf.Compiler.Llvm;

namespace Bpf.Compiler.Passes;

/// <summary>Expands copies and fills of variable size into loops.</summary>
/// <remarks>
/// Before:
/// <code>
/// declare void @llvm.memcpy.p0.p0.i64(ptr, ptr, i64, i1)
///
/// define i8 @f(ptr %source, i64 %size) {
///   %buffer = alloca [16 x i8], align 8
///   call void @llvm.memcpy.p0.p0.i64(ptr %buffer, ptr %source, i64 %size, i1 false)
///   %last = getelementptr i8, ptr %buffer, i64 15
///   %value = load i8, ptr %last, align 1
///   ret i8 %value
/// }
/// </code>
/// After:
/// <code>
/// define i8 @f(ptr %source, i64 %size) {
///   %buffer = alloca [16 x i8], align 8
///   %1 = call i64 asm "", "=r,0"(i64 %size)
///   %2 = icmp ugt i64 %1, 16
///   %3 = select i1 %2, i64 16, i64 %1
///   br label %test.i
///
/// test.i:
///   %done.i = phi i64 [ 0, %0 ], [ %6, %body.i ]
///   %more.i = icmp ult i64 %done.i, %3
///   br i1 %more.i, label %body.i, label %bpfc.copy.1.exit
///
/// body.i:
///   %from.i = getelementptr i8, ptr %source, i64 %done.i
///   %4 = load i8, ptr %from.i, align 1
///   %to.i = getelementptr i8, ptr %buffer, i64 %done.i
///   store i8 %4, ptr %to.i, align 1
///   %5 = add i64 %done.i, 1
///   %6 = call i64 asm "", "=r,0"(i64 %5)
///   br label %test.i
///
/// bpfc.copy.1.exit:
///   %last = getelementptr i8, ptr %buffer, i64 15
///   %value = load i8, ptr %last, align 1
///   ret i8 %value
/// }
/// </code>
/// The code generator would call a C library function, which BPF does not have, for sizes that are not constant and for those that take too many
/// instructions. LLVM also turns loops into such operations. The count is opaque, so that LLVM leaves the loop alone: the verifier knows it in every iteration,
/// and the copied bytes are at constant offsets. The size is clamped to what fits the object, where that is known, so that the loop ends for the verifier too.
/// </remarks>
internal sealed class ExpandBlockOperations : IPass
{
    // BPFSelectionDAGInfo::getCommonMaxStoresPerMemFunc, in LLVM's BPF target.
    private const ulong MaximumStores = 128;

    private const int WordSize = 8;

    public string Name => "expand-block-operations";

    public string Purpose => "replaces copies and fills of variable size by loops";

    public void Run(PassContext context)
    {
        bool isChanged = false;
        using LLVMBuilderRef builder = context.Module.Context.CreateBuilder();
        BlockLoops loops = new(context, builder);
        for (LLVMValueRef function = context.Module.FirstFunction; function.Handle != 0; function = function.NextFunction)
        {
            foreach (LLVMValueRef call in FunctionBody.Instructions(function).ToArray())
            {
                isChanged |= TryExpand(context, loops, call);
            }
        }

        if (isChanged)
        {
            using LLVMPassBuilderOptionsRef options = LLVMPassBuilderOptionsRef.Create();
            context.Module.RunPasses("always-inline", context.Machine, options);
        }
    }

    private static bool TryExpand(PassContext context, BlockLoops loops, LLVMValueRef call)
    {
        if (call.InstructionOpcode != LLVMOpcode.LLVMCall || KnownBits.IntrinsicOf(call) is not ("memcpy" or "memmove" or "memset"))
        {
            return false;
        }

        bool isFill = KnownBits.IntrinsicOf(call) == "memset";
        LLVMValueRef size = call.GetOperand(2);
        int unit = (int)Math.Min(AlignmentOf(call, 0), isFill ? WordSize : AlignmentOf(call, 1));
        if (size.IsConstantInt && size.ConstIntZExt <= MaximumStores * (ulong)unit)
        {
            return false;
        }

        unit = isFill ? 1 : Math.Min(unit, 1 << Math.Min(BitOperations.TrailingZeroCount(KnownBits.Of(size).Bits), 3));
        ObjectAddress? destination = ObjectAddress.Of(call.GetOperand(0), context.SizeOf);
        ObjectAddress? source = isFill ? null : ObjectAddress.Of(call.GetOperand(1), context.SizeOf);
        context.Builder.PositionBefore(call);
        LLVMValueRef bounded = Bounded(context, size, [RoomAt(context, destination), RoomAt(context, source)]);
        LLVMValueRef loop = isFill ? loops.Fill()
            : KnownBits.IntrinsicOf(call) == "memmove" && MayOverlap(destination, source) ? loops.Move(unit)
            : loops.Copy(unit);
        context.Builder.BuildCall2(loop.GlobalValueType, loop, [call.GetOperand(0), call.GetOperand(1), bounded]);
        call.InstructionEraseFromParent();
        return true;
    }

    private static ulong AlignmentOf(LLVMValueRef call, uint parameter)
        => Math.Clamp(call.CallSiteAttribute(LLVMAttributeIndex.LLVMAttributeFirstArgIndex + parameter, "align") ?? 1UL, 1, WordSize);

    private static LLVMValueRef Bounded(PassContext context, LLVMValueRef size, ReadOnlySpan<ulong?> rooms)
    {
        ulong room = Math.Min(rooms[0] ?? ulong.MaxValue, rooms[1] ?? ulong.MaxValue);
        if (size.IsConstantInt || room == ulong.MaxValue)
        {
            return size;
        }

        LLVMBuilderRef builder = context.Builder;
        LLVMValueRef most = LLVMValueRef.CreateConstInt(context.Int64, room);
        LLVMValueRef opaque = OpaqueValue.Create(builder, size);
        return builder.BuildSelect(builder.BuildICmp(LLVMIntPredicate.LLVMIntUGT, opaque, most), most, opaque);
    }

    // Number of bytes from a constant offset in an object to its end.
    private static ulong? RoomAt(PassContext context, ObjectAddress? address)
    {
        if (address is not { Terms.Count: 0, Constant: >= 0 })
        {
            return null;
        }

        ulong? size = IsSlot(address.Object) ? context.SizeOf(address.Object.AllocatedType)
            : address.Object.IsGlobalVariable && !address.Object.IsDeclaration ? context.SizeOf(address.Object.GlobalValueType)
            : null;
        return size >= (ulong)address.Constant ? size - (ulong)address.Constant : null;
    }

    // Copying forward is correct unless the destination lies after the source in the same object. A call returns the address of a map value or record.
    private static bool MayOverlap(ObjectAddress? destination, ObjectAddress? source)
    {
        if (destination is null || source is null)
        {
            return true;
        }

        if (destination.Object == source.Object)
        {
            return destination.Terms.Count > 0 || source.Terms.Count > 0 || destination.Constant > source.Constant;
        }

        bool areObjects = (IsSlot(destination.Object) || destination.Object.IsGlobalVariable) && (IsSlot(source.Object) || source.Object.IsGlobalVariable);
        bool isResult = (IsSlot(destination.Object) && IsCall(source.Object)) || (IsCall(destination.Object) && IsSlot(source.Object));
        return !areObjects && !isResult;
    }

    private static bool IsSlot(LLVMValueRef value) => value is { IsInstruction: true, InstructionOpcode: LLVMOpcode.LLVMAlloca };

    private static bool IsCall(LLVMValueRef value) => value is { IsInstruction: true, InstructionOpcode: LLVMOpcode.LLVMCall, CalledValue.IsInlineAsm: false };
}
