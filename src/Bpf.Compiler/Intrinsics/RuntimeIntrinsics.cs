using Bpf.Compiler.CodeGen;
using Bpf.Compiler.Import;
using Bpf.Compiler.Llvm;
using Bpf.Compiler.Metadata;
using Bpf.Shared;

namespace Bpf.Compiler.Intrinsics;

/// <summary>What the base class library asks the runtime itself.</summary>
internal static class RuntimeIntrinsics
{
    private const string Helpers = "System.Runtime.CompilerServices.RuntimeHelpers.";

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
        ("System.Diagnostics.Debug.Assert", static _ => StackValue.Nothing),
    ];

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
