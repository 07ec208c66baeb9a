using Bpf.Compiler.Llvm;
using Bpf.Compiler.Metadata;
using Bpf.Compiler.Values;
using Bpf.Shared;

namespace Bpf.Compiler.Intrinsics;

/// <summary><see cref="System.Runtime.CompilerServices.Unsafe"/>.</summary>
internal static class UnsafeIntrinsics
{
    private const string Unsafe = "System.Runtime.CompilerServices.Unsafe.";

    public static IEnumerable<(string Name, Func<IntrinsicCall, StackValue> Emit)> All =>
    [
        (Unsafe + "As", static call => call.Method.Arguments.Count == 2
            ? call.Arguments[0]
            : throw new CompilationException(BpfDiagnostics.ObjectCreation, call.TypeArgument(0).DisplayName)),
        (Unsafe + "AsPointer", static call => Reference(call, 0)),
        (Unsafe + "AsRef", static call => Reference(call, 0)),
        (Unsafe + "Add", static call => Move(call, isForward: true, Stride(call))),
        (Unsafe + "Subtract", static call => Move(call, isForward: false, Stride(call))),
        (Unsafe + "AddByteOffset", static call => Move(call, isForward: true, call.Emit.Int64(1))),
        (Unsafe + "SubtractByteOffset", static call => Move(call, isForward: false, call.Emit.Int64(1))),
        (Unsafe + "ByteOffset", static call => call.Result(call.Builder.BuildSub(Address(call, 1), Address(call, 0)))),
        (Unsafe + "AreSame", static call => Compare(call, LLVMIntPredicate.LLVMIntEQ)),
        (Unsafe + "IsAddressGreaterThan", static call => Compare(call, LLVMIntPredicate.LLVMIntUGT)),
        (Unsafe + "IsAddressGreaterThanOrEqualTo", static call => Compare(call, LLVMIntPredicate.LLVMIntUGE)),
        (Unsafe + "IsAddressLessThan", static call => Compare(call, LLVMIntPredicate.LLVMIntULT)),
        (Unsafe + "IsAddressLessThanOrEqualTo", static call => Compare(call, LLVMIntPredicate.LLVMIntULE)),
        (Unsafe + "IsNullRef", static call => call.Emit.FromCondition(call.Builder.BuildIsNull(call.Pointer(0)))),
        (Unsafe + "NullRef", static call => new StackValue(StackKind.Pointer, call.Emit.Null())),
        (Unsafe + "SizeOf", static call => new StackValue(StackKind.Int32, call.Builder.BuildTrunc(Stride(call), call.Types.Int32))),
        (Unsafe + "SkipInit", static _ => StackValue.Nothing),
        (Unsafe + "Read", static call => Read(call, 0)),
        (Unsafe + "ReadUnaligned", static call => Read(call, 1)),
        (Unsafe + "Write", static call => Write(call, 0)),
        (Unsafe + "WriteUnaligned", static call => Write(call, 1)),
        (Unsafe + "BitCast", BitCast),
        (Unsafe + "CopyBlock", static call => CopyBlock(call, 8)),
        (Unsafe + "CopyBlockUnaligned", static call => CopyBlock(call, 1)),
        (Unsafe + "InitBlock", static call => FillBlock(call, 8)),
        (Unsafe + "InitBlockUnaligned", static call => FillBlock(call, 1)),
    ];

    /// <summary>Returns true for a method that returns a reference to what an argument refers to, or that reads it directly.</summary>
    public static bool KeepsAddresses(MethodDesc method)
        => method.Owner.IsNamed("System.Runtime.CompilerServices.Unsafe") && IntrinsicTable.Find(method) is not null;

    private static int Size(IntrinsicCall call) => LayoutEngine.SizeOf(call.TypeArgument(0));

    private static LLVMValueRef Stride(IntrinsicCall call) => call.Emit.Module.Core.Stride(call.Emit, call.TypeArgument(0));

    private static StackValue Reference(IntrinsicCall call, int index)
        => new(StackKind.Pointer, call.Pointer(index), Symbol: call.Arguments[index].Symbol is Symbol.Context or Symbol.KernelField
            ? call.Arguments[index].Symbol : null, Alignment: call.Arguments[index].Alignment);

    private static LLVMValueRef Address(IntrinsicCall call, int index) => call.Emit.ToInt64(call.Arguments[index], isSigned: false);

    private static StackValue Compare(IntrinsicCall call, LLVMIntPredicate predicate)
        => call.Emit.FromCondition(call.Builder.BuildICmp(predicate, call.Pointer(0), call.Pointer(1)));

    private static StackValue Move(IntrinsicCall call, bool isForward, LLVMValueRef elementSize)
    {
        LLVMValueRef count = call.Emit.ToInt64(call.Arguments[1], call.ParameterType(1).IsSigned);
        LLVMValueRef bytes = call.Builder.BuildMul(count, elementSize);
        if (call.Arguments[0].Symbol is Symbol.Context { Place: { } place })
        {
            return call.Emit.MoveInContext(call.Arguments[0], place, isForward ? bytes : call.Builder.BuildNeg(bytes));
        }

        return new StackValue(StackKind.Pointer, call.Emit.Offset(call.Pointer(0), isForward ? bytes : call.Builder.BuildNeg(bytes)),
            Alignment: call.Arguments[0].Alignment);
    }

    private static StackValue Read(IntrinsicCall call, int alignment)
    {
        NoteAccess(call, 0, Size(call));
        return call.Emit.Load(call.TypeArgument(0), call.Arguments[0], alignment);
    }

    // Only for the user's own calls: the framework checks its own accesses.
    private static void NoteAccess(IntrinsicCall call, int index, int size)
    {
        if (call.Emit.Function.IsUserCode && call.Arguments[index].Symbol is not Symbol.Context)
        {
            call.Emit.NoteAccess(call.Pointer(index), size, call.Location);
        }
    }

    private static StackValue Write(IntrinsicCall call, int alignment)
    {
        NoteAccess(call, 0, Size(call));
        call.Emit.Store(call.Arguments[1], call.TypeArgument(0), call.Pointer(0), alignment);
        return StackValue.Nothing;
    }

    private static StackValue BitCast(IntrinsicCall call)
    {
        StackValue memory = new(StackKind.Pointer, call.Emit.Alloca(call.Types.Memory(call.TypeArgument(0)), 8));
        call.Emit.Store(call.Arguments[0], call.TypeArgument(0), memory.Value);
        return call.Emit.Load(call.TypeArgument(1), memory.Value);
    }

    private static StackValue CopyBlock(IntrinsicCall call, int alignment)
    {
        int size = BlockSize(call, "memcpy");
        NoteAccess(call, 0, size);
        NoteAccess(call, 1, size);
        if (call.Arguments[1].Symbol is Symbol.Context { Place: { } place })
        {
            call.Emit.CopyFromContext(call.Pointer(0), alignment, place, size);
            return StackValue.Nothing;
        }

        call.Emit.Copy(call.Pointer(0), call.Pointer(1), size, alignment, alignment);
        return StackValue.Nothing;
    }

    private static StackValue FillBlock(IntrinsicCall call, int alignment)
    {
        LLVMValueRef value = call.Builder.BuildTrunc(call.Integer(1), call.Types.Int8);
        int size = BlockSize(call, "memset");
        NoteAccess(call, 0, size);
        call.Emit.Fill(call.Pointer(0), value, size, alignment);
        return StackValue.Nothing;
    }

    private static int BlockSize(IntrinsicCall call, string function)
    {
        LLVMValueRef size = call.Emit.ToInt64(call.Arguments[2], isSigned: false);
        return size.IsConstantInt ? (int)size.ConstIntZExt : throw new CompilationException(BpfDiagnostics.BlockOperation, function);
    }
}
