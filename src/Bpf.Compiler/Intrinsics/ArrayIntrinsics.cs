using System.Collections.Frozen;
using Bpf.Compiler.CodeGen;
using Bpf.Compiler.Llvm;
using Bpf.Compiler.Metadata;
using Bpf.Compiler.Values;

namespace Bpf.Compiler.Intrinsics;

/// <summary>Methods of the base class library that take the array of a static field.</summary>
internal static class ArrayIntrinsics
{
    private const string Span = "System.Span`1.";
    private const string ReadOnlySpan = "System.ReadOnlySpan`1.";

    private static readonly FrozenDictionary<string, Func<IntrinsicCall, StackValue>> s_all = new Dictionary<string, Func<IntrinsicCall, StackValue>>
    {
        [Span + "op_Implicit"] = static call => NewSpan(call, isWritable: true),
        [ReadOnlySpan + "op_Implicit"] = static call => NewSpan(call, isWritable: false),
        [Span + ".ctor"] = static call => Construct(call, isWritable: true),
        [ReadOnlySpan + ".ctor"] = static call => Construct(call, isWritable: false),
        ["System.MemoryExtensions.AsSpan"] = static call => NewSpan(call, isWritable: true),
        ["System.Runtime.InteropServices.MemoryMarshal.GetArrayDataReference"] = FirstElement,
        ["System.Array.Clear"] = Clear,
    }.ToFrozenDictionary();

    /// <summary>Returns the replacement of a call with such an array among its arguments; null when there is none.</summary>
    public static Func<IntrinsicCall, StackValue>? Find(MethodDesc method, StackValue[] arguments)
        => method.Module.IsFramework && arguments.Any(argument => argument.Symbol is Symbol.Array)
        ? s_all.GetValueOrDefault($"{method.Owner.FullName}.{method.Name}") : null;

    private static StackValue NewSpan(IntrinsicCall call, bool isWritable)
    {
        StackValue span = call.Emit.Temporary(call.ResultType);
        Write(call, span.Value, 0, isWritable);
        return span;
    }

    private static StackValue Construct(IntrinsicCall call, bool isWritable)
    {
        Write(call, call.Pointer(0), 1, isWritable);
        return StackValue.Nothing;
    }

    // A span is a reference and a length.
    private static void Write(IntrinsicCall call, LLVMValueRef span, int arrayIndex, bool isWritable)
    {
        StackValue[] arguments = call.Arguments[arrayIndex..];
        StaticArray array = Take(arguments[0], isWritable);
        if (arguments.Skip(1).Any(argument => argument.Kind != StackKind.Int32))
        {
            throw FunctionEmitter.Unusable(arguments[0]);
        }

        FunctionEmitter emit = call.Emit;
        LLVMValueRef start = arguments.Length > 1 ? arguments[1].Value : emit.Int32(0);
        LLVMValueRef rest = call.Builder.BuildSub(emit.Int32(array.Length), start);
        LLVMValueRef length = arguments.Length > 2 ? arguments[2].Value : rest;
        call.ThrowUnless(call.Builder.BuildICmp(LLVMIntPredicate.LLVMIntULE, start, emit.Int32(array.Length)));
        call.ThrowUnless(call.Builder.BuildICmp(LLVMIntPredicate.LLVMIntULE, length, rest));
        LLVMValueRef offset = call.Builder.BuildMul(call.Builder.BuildZExt(start, call.Types.Int64), emit.Int64(LayoutEngine.SizeOf(array.Element)));
        TypeDesc pointer = emit.Module.TypeSystem.PointerTo(array.Element);
        emit.Store(new StackValue(StackKind.Pointer, emit.Offset(array.Address, offset)), pointer, span);
        emit.Store(new StackValue(StackKind.Int32, length), emit.Module.TypeSystem.Int32, emit.Offset(span, sizeof(long)));
    }

    private static StackValue FirstElement(IntrinsicCall call) => new(StackKind.Pointer, Take(call.Arguments[0], isWritable: true).Address);

    private static StackValue Clear(IntrinsicCall call)
    {
        if (call.Arguments.Length != 1)
        {
            throw FunctionEmitter.Unusable(call.Arguments[0]);
        }

        StaticArray array = Take(call.Arguments[0], isWritable: true);
        call.Emit.Fill(array.Address, call.Emit.Int8(0), array.Length * LayoutEngine.SizeOf(array.Element), LayoutEngine.AlignmentOf(array.Element));
        return StackValue.Nothing;
    }

    private static StaticArray Take(StackValue value, bool isWritable)
    {
        StaticArray array = ((Symbol.Array)value.Symbol!).Value;
        array.MayBeWritten |= isWritable;
        return array;
    }
}
