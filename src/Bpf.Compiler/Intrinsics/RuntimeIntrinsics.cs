using Bpf.Compiler.CodeGen;
using Bpf.Compiler.Llvm;
using Bpf.Compiler.Metadata;
using Bpf.Compiler.Values;
using Bpf.Shared;

namespace Bpf.Compiler.Intrinsics;

/// <summary>Methods of the base class library that the runtime itself implements.</summary>
internal static class RuntimeIntrinsics
{
    private const string Helpers = "System.Runtime.CompilerServices.RuntimeHelpers.";

    private const string AssertionText = "System.Diagnostics.Debug.AssertInterpolatedStringHandler";

    public static IEnumerable<(string Name, Func<IntrinsicCall, StackValue> Emit)> All =>
    [
        (Helpers + "IsReferenceOrContainsReferences", static call => call.Emit.Constant(0)),
        (Helpers + "IsBitwiseEquatable", static call => call.Emit.Constant(0)),
        (Helpers + "IsKnownConstant", static call => call.Emit.Constant(0)),
        (Helpers + "CreateSpan", CreateSpan),
        ("System.Type.GetTypeFromHandle", static call => call.Arguments[0]),
        ("System.Type.op_Equality", static call => call.Emit.Constant(SameType(call) ? 1 : 0)),
        ("System.Type.op_Inequality", static call => call.Emit.Constant(SameType(call) ? 0 : 1)),
        ("System.Type.get_IsValueType", static call => call.Emit.Constant(1)),
        ("System.Enum.HasFlag", HasFlag),
        ("System.String.get_Length", LengthOfText),
        ("System.Collections.Generic.EqualityComparer`1.get_Default", static call => StackValue.Of(new Symbol.Comparer(call.Method.Owner.Arguments[0]))),
        ("System.Collections.Generic.Comparer`1.get_Default", static call => StackValue.Of(new Symbol.Comparer(call.Method.Owner.Arguments[0]))),
        ("System.Buffer.Memmove", Move),
        ("System.SpanHelpers.ClearWithoutReferences", Clear),
        ("System.SpanHelpers.Memmove", Move),
        ("System.SpanHelpers.Fill", Fill),
        ("System.SpanHelpers.Reverse", Reverse),
        ("System.Diagnostics.Debug.Assert", static _ => StackValue.Nothing),
        ("System.Diagnostics.Debug.Fail", static _ => StackValue.Nothing),
        (AssertionText + "..ctor", StartAssertionText),
        (AssertionText + ".AppendLiteral", static _ => StackValue.Nothing),
        (AssertionText + ".AppendFormatted", static _ => StackValue.Nothing),
    ];

    /// <summary>Returns true for the interpolated string handler of <c>Debug.Assert</c>.</summary>
    public static bool IsAssertionText(TypeDesc type) => type is DefinedType { FullName: AssertionText, Module.IsFramework: true };

    // The handler reports whether it wants its parts; here it never does.
    private static StackValue StartAssertionText(IntrinsicCall call)
    {
        call.Builder.BuildStore(call.Emit.Int8(0), call.Pointer(4));
        return StackValue.Nothing;
    }

    private static StackValue LengthOfText(IntrinsicCall call) => call.Arguments[0].Symbol is Symbol.Text text
        ? call.Emit.Constant(text.Value.Length)
        : throw new CompilationException(BpfDiagnostics.StringUse);

    private static bool SameType(IntrinsicCall call)
        => call.Arguments[0].Symbol is Symbol.Type left && call.Arguments[1].Symbol is Symbol.Type right
            ? ReferenceEquals(left.Value, right.Value)
            : throw new CompilationException(BpfDiagnostics.ReflectionUse, "typeof");

    private static StackValue CreateSpan(IntrinsicCall call)
    {
        if (call.Arguments[0].Symbol is not Symbol.Field { Value: { HasData: true } field })
        {
            throw new CompilationException(BpfDiagnostics.ReflectionUse, "RuntimeHelpers.CreateSpan");
        }

        int size = LayoutEngine.SizeOf(field.Type);
        StackValue span = call.Emit.Temporary(call.ResultType);
        TypeDesc pointer = call.Emit.Module.TypeSystem.PointerTo(call.TypeArgument(0));
        call.Emit.Store(new StackValue(StackKind.Pointer, call.Emit.Module.Globals.Get(field)), pointer, span.Value);
        call.Emit.Store(call.Emit.Constant(size / LayoutEngine.SizeOf(call.TypeArgument(0))), call.Emit.Module.TypeSystem.Int32,
            call.Emit.Offset(span.Value, 8));
        return span;
    }

    // The sizes are constants once LLVM has seen through the spans; where they are not, its code generator reports it.
    private static StackValue Move(IntrinsicCall call)
    {
        TypeDesc element = call.Method.Arguments.Count == 0 ? call.Emit.Module.TypeSystem.Byte : call.TypeArgument(0);
        LLVMValueRef size = call.Builder.BuildMul(call.Emit.ToInt64(call.Arguments[2], isSigned: false), call.Emit.Int64(LayoutEngine.SizeOf(element)));
        uint alignment = (uint)LayoutEngine.AlignmentOf(element);
        call.Builder.BuildMemMove(call.Pointer(0), alignment, call.Pointer(1), alignment, size);
        return StackValue.Nothing;
    }

    private static StackValue Clear(IntrinsicCall call)
    {
        call.Builder.BuildMemSet(call.Pointer(0), call.Emit.Int8(0), call.Emit.ToInt64(call.Arguments[1], isSigned: false), 1);
        return StackValue.Nothing;
    }

    private static StackValue Fill(IntrinsicCall call)
    {
        if (LayoutEngine.SizeOf(call.TypeArgument(0)) != 1)
        {
            return FillElements(call);
        }

        LLVMValueRef value = call.Emit.Narrow(call.Arguments[2], call.TypeArgument(0));
        call.Builder.BuildMemSet(call.Pointer(0), value, call.Emit.ToInt64(call.Arguments[1], isSigned: false), 1);
        return StackValue.Nothing;
    }

    private static StackValue FillElements(IntrinsicCall call)
    {
        FunctionEmitter emit = call.Emit;
        TypeDesc element = call.TypeArgument(0);
        Repeat(call, "fill", emit.ToInt64(call.Arguments[1], isSigned: false), index =>
        {
            LLVMValueRef offset = call.Builder.BuildMul(index, emit.Int64(LayoutEngine.SizeOf(element)));
            emit.Store(call.Arguments[2], element, emit.Offset(call.Pointer(0), offset));
        });
        return StackValue.Nothing;
    }

    // The framework loops until two references meet, which the verifier cannot see.
    private static StackValue Reverse(IntrinsicCall call)
    {
        FunctionEmitter emit = call.Emit;
        TypeDesc element = call.TypeArgument(0);
        LLVMValueRef length = emit.ToInt64(call.Arguments[1], isSigned: false);
        Repeat(call, "reverse", call.Builder.BuildLShr(length, emit.Int64(1)), index =>
        {
            LLVMValueRef first = ElementAt(index);
            LLVMValueRef last = ElementAt(call.Builder.BuildSub(call.Builder.BuildSub(length, emit.Int64(1)), index));
            StackValue left = emit.Load(element, first);
            StackValue right = emit.Load(element, last);
            emit.Store(right, element, first);
            emit.Store(left, element, last);
        });
        return StackValue.Nothing;

        LLVMValueRef ElementAt(LLVMValueRef index) => emit.Offset(call.Pointer(0), call.Builder.BuildMul(index, emit.Int64(LayoutEngine.SizeOf(element))));
    }

    private static void Repeat(IntrinsicCall call, string name, LLVMValueRef count, Action<LLVMValueRef> body)
    {
        FunctionEmitter emit = call.Emit;
        LLVMValueRef index = emit.Alloca(call.Types.Int64, 8);
        call.Builder.BuildStore(emit.Int64(0), index);
        LLVMBasicBlockRef test = emit.Module.Context.AppendBasicBlock(emit.Function.Value, name + ".test");
        LLVMBasicBlockRef next = emit.Module.Context.AppendBasicBlock(emit.Function.Value, name + ".body");
        LLVMBasicBlockRef end = emit.Module.Context.AppendBasicBlock(emit.Function.Value, name + ".end");
        call.Builder.BuildBr(test);
        call.Builder.PositionAtEnd(test);
        LLVMValueRef done = call.Builder.BuildLoad2(call.Types.Int64, index);
        call.Builder.BuildCondBr(call.Builder.BuildICmp(LLVMIntPredicate.LLVMIntULT, done, count), next, end);
        call.Builder.PositionAtEnd(next);
        body(done);
        call.Builder.BuildStore(call.Builder.BuildAdd(done, emit.Int64(1)), index);
        call.Builder.BuildBr(test);
        call.Builder.PositionAtEnd(end);
    }

    private static StackValue HasFlag(IntrinsicCall call)
    {
        if (call.Arguments is not [{ Symbol: Symbol.Box value }, { Symbol: Symbol.Box flag }])
        {
            throw new CompilationException(BpfDiagnostics.NoImplementation, "Enum.HasFlag", "the enum type is not known");
        }

        LLVMValueRef wanted = call.Emit.ToInt64(flag.Value, isSigned: false);
        LLVMValueRef common = call.Builder.BuildAnd(call.Emit.ToInt64(value.Value, isSigned: false), wanted);
        return call.Emit.FromCondition(call.Builder.BuildICmp(LLVMIntPredicate.LLVMIntEQ, common, wanted));
    }
}
