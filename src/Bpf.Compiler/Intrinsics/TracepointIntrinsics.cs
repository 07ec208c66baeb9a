using Bpf.Compiler.Llvm;
using Bpf.Compiler.Metadata;
using Bpf.Compiler.Values;
using Bpf.Shared;

namespace Bpf.Compiler.Intrinsics;

/// <summary>The methods of <c>Bpf.TracepointData</c>.</summary>
internal static class TracepointIntrinsics
{
    private const string Owner = "Bpf.TracepointData";
    private const string RelativePrefix = "__rel_loc_"; // include/trace/stages/stage1_struct_define.h
    private const int LengthShift = 16;

    public static IEnumerable<(string Name, Func<IntrinsicCall, StackValue> Emit)> All =>
    [
        ("tracepoint.read-text", static call => ReadText(call, isRelative: false)),
        ("tracepoint.read-relative-text", static call => ReadText(call, isRelative: true)),
        ("tracepoint.read", static call => Read(call, isRelative: false)),
        ("tracepoint.read-relative", static call => Read(call, isRelative: true)),
        ("tracepoint.length", static call => call.Result(call.Builder.BuildLShr(WordOf(call), call.Emit.Int32(LengthShift)))),
    ];

    /// <summary>Returns whether a method takes the member of a record, instead of its value.</summary>
    public static bool TakesMember(MethodDesc method) => method.Module.IsVocabulary && method.Owner.FullName == Owner;

    private static StackValue ReadText(IntrinsicCall call, bool isRelative)
    {
        (LLVMValueRef buffer, LLVMValueRef count) = BufferOf(call);
        LLVMValueRef address = AddressOf(call, WordOf(call), isRelative);
        return call.Result(call.CallHelper(HelperNumbers.ProbeReadKernelStr, call.Types.Int64, [buffer, count, address]));
    }

    private static StackValue Read(IntrinsicCall call, bool isRelative)
    {
        LLVMBuilderRef builder = call.Builder;
        (LLVMValueRef buffer, LLVMValueRef count) = BufferOf(call);
        LLVMValueRef element = call.Emit.Int64(LayoutEngine.SizeOf(call.TypeArgument(0)));
        LLVMValueRef capacity = builder.BuildMul(builder.BuildZExt(count, call.Types.Int64), element);
        LLVMValueRef word = WordOf(call);
        LLVMValueRef length = builder.BuildZExt(builder.BuildLShr(word, call.Emit.Int32(LengthShift)), call.Types.Int64);
        LLVMValueRef isShorter = builder.BuildICmp(LLVMIntPredicate.LLVMIntULT, length, capacity);
        LLVMValueRef size = builder.BuildSelect(isShorter, length, capacity);
        LLVMValueRef error = call.CallHelper(HelperNumbers.ProbeReadKernel, call.Types.Int64, [buffer, size, AddressOf(call, word, isRelative)]);
        LLVMValueRef isRead = builder.BuildICmp(LLVMIntPredicate.LLVMIntEQ, error, call.Emit.Int64(0));
        return call.Result(builder.BuildSelect(isRead, builder.BuildUDiv(size, element), error));
    }

    // A span is its start and its length.
    private static (LLVMValueRef Start, LLVMValueRef Count) BufferOf(IntrinsicCall call)
    {
        LLVMValueRef span = call.Pointer(1);
        return (call.Builder.BuildLoad2(call.Types.Pointer, span), call.Builder.BuildLoad2(call.Types.Int32, call.Emit.Offset(span, sizeof(long))));
    }

    // The offset is in the lower half of the member: from the start of the record, or from the end of the member.
    private static LLVMValueRef AddressOf(IntrinsicCall call, LLVMValueRef word, bool isRelative)
    {
        StackValue member = call.Arguments[0];
        (LLVMValueRef record, bool isNamedRelative) = member.Symbol switch
        {
            Symbol.KernelField field => (field.Owner, KernelTypes.NameOfField(field.Declaration).StartsWith(RelativePrefix, StringComparison.Ordinal)),
            Symbol.Context { Place: var place } => (call.Emit.Offset(place.Base, -place.BaseOffset), false),
            _ => throw Misplaced(call),
        };
        LLVMValueRef start = isRelative || isNamedRelative ? call.Emit.Offset(call.Emit.ToPointer(member), sizeof(uint)) : record;
        LLVMValueRef offset = call.Builder.BuildZExt(call.Builder.BuildAnd(word, call.Emit.Int32(ushort.MaxValue)), call.Types.Int64);
        return call.Emit.Offset(start, offset);
    }

    private static LLVMValueRef WordOf(IntrinsicCall call)
    {
        StackValue member = call.Arguments[0];
        TypeDesc type = call.Emit.Module.TypeSystem.Primitive(System.Reflection.Metadata.PrimitiveTypeCode.UInt32);
        switch (member.Symbol)
        {
            case Symbol.KernelField { IsInRecord: true, IsRelocated: true } field:
                field.RequireReadable();
                call.Emit.Module.Globals.AddCheckedRead(field.Declaration);
                call.Emit.Module.KernelUses.Add(field, KernelFieldQuestion.Value, call.Location);
                return RecordLoad.Build(call.Emit, type, member.Value).Value;
            case Symbol.Context:
                return call.Emit.Load(type, member, member.Alignment).Value;
            default:
                throw Misplaced(call);
        }
    }

    private static CompilationException Misplaced(IntrinsicCall call) => new(BpfDiagnostics.RecordMemberExpected, $"TracepointData.{call.Method.Name}");
}
