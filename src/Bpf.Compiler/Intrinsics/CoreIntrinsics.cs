using Bpf.Compiler.CodeGen;
using Bpf.Compiler.Llvm;
using Bpf.Compiler.Metadata;
using Bpf.Compiler.Values;
using Bpf.Shared;

namespace Bpf.Compiler.Intrinsics;

/// <summary>The methods of <c>Bpf.Core</c>.</summary>
internal static class CoreIntrinsics
{
    public static IEnumerable<(string Name, Func<IntrinsicCall, StackValue> Emit)> All =>
    [
        ("core.read", Read),
        ("core.read-bits", ReadBits),
        ("core.field-exists", static call => Truth(call, Ask(call, CoreAccess.FieldQuestion.Exists, KernelFieldQuestion.Existence))),
        ("core.field-size", static call => call.Result(Ask(call, CoreAccess.FieldQuestion.ByteSize, KernelFieldQuestion.Size))),
        ("core.field-offset", static call => call.Result(Ask(call, CoreAccess.FieldQuestion.ByteOffset, KernelFieldQuestion.Place))),
        ("core.function-exists", FunctionExists),
        ("core.type-exists", static call => Truth(call, call.Emit.Module.Core.AskType(call.Emit, call.TypeArgument(0), 0))),
        ("core.type-matches", static call => Truth(call, call.Emit.Module.Core.AskType(call.Emit, call.TypeArgument(0), 2))),
        ("core.type-size", static call => call.Result(call.Emit.Module.Core.AskType(call.Emit, call.TypeArgument(0), 1))),
        ("core.type-id-local", static call => TypeNumber(call, 0)),
        ("core.type-id-kernel", static call => TypeNumber(call, 1)),
        ("core.enum-value-exists", static call => Truth(call, Enumerator(call, 0))),
        ("core.enum-value", static call => call.Result(Enumerator(call, 1))),
    ];

    private static StackValue Read(IntrinsicCall call)
    {
        StackValue address = Field(call);
        Symbol.KernelField place = (Symbol.KernelField)address.Symbol!;
        FieldDesc field = place.Declaration;
        place.RequireReadable();
        if (KernelTypes.BitsOf(field) > 0)
        {
            throw new CompilationException(BpfDiagnostics.BitFieldRead, field.Name);
        }

        call.Emit.Module.Globals.AddCheckedRead(field);
        call.Emit.Module.KernelUses.Add(place, KernelFieldQuestion.Value, call.Location);
        return call.Emit.Module.Core.Read(call.Emit, call.ResultType, address.Value, call.Location);
    }

    // Like BPF_CORE_READ_BITFIELD_PROBED: the relocations say which bytes to read and how to shift.
    private static StackValue ReadBits(IntrinsicCall call)
    {
        StackValue field = Field(call);
        Symbol.KernelField place = (Symbol.KernelField)field.Symbol!;
        LLVMValueRef owner = place.Owner;
        place.RequireReadable();
        call.Emit.Module.KernelUses.Add(place, KernelFieldQuestion.Bits, call.Location);
        CoreAccess core = call.Emit.Module.Core;
        LLVMBuilderRef builder = call.Builder;
        LLVMValueRef offset = builder.BuildZExt(Ask(call, CoreAccess.FieldQuestion.ByteOffset), call.Types.Int64);
        LLVMValueRef size = Ask(call, CoreAccess.FieldQuestion.ByteSize);
        LLVMValueRef word = core.Read(call.Emit, call.ResultType, call.Emit.Offset(owner, offset), call.Location, size).Value;
        LLVMValueRef left = builder.BuildZExt(Ask(call, CoreAccess.FieldQuestion.LeftShift), call.Types.Int64);
        LLVMValueRef right = builder.BuildZExt(Ask(call, CoreAccess.FieldQuestion.RightShift), call.Types.Int64);
        LLVMValueRef shifted = builder.BuildShl(word, left);
        LLVMValueRef isSigned = builder.BuildIsNotNull(Ask(call, CoreAccess.FieldQuestion.IsSigned));
        return call.Result(builder.BuildSelect(isSigned, builder.BuildAShr(shifted, right), builder.BuildLShr(shifted, right)));
    }

    // The address of a weak extern, which the loader sets to 0 when the kernel does not have the function.
    private static StackValue FunctionExists(IntrinsicCall call)
    {
        if (call.Arguments[0].Symbol is not Symbol.Function { Method: var method }
            || method.FindAttribute(AttributeNames.KernelFunction) is not { } attribute
            || !attribute.Get("Optional", false))
        {
            throw new CompilationException(BpfDiagnostics.OptionalFunctionExpected);
        }

        (LLVMValueRef function, _) = call.Emit.Module.Functions.KernelFunction((string)attribute.Arguments[0]!, method, isOptional: true);
        return call.Emit.FromCondition(call.Builder.BuildIsNotNull(function));
    }

    private static StackValue Field(IntrinsicCall call) => call.Arguments[0].Symbol is Symbol.KernelField
        ? call.Arguments[0]
        : throw new CompilationException(BpfDiagnostics.KernelFieldExpected, "Core." + call.Method.Name);

    private static LLVMValueRef Ask(IntrinsicCall call, CoreAccess.FieldQuestion question, KernelFieldQuestion use)
    {
        call.Emit.Module.KernelUses.Add((Symbol.KernelField)Field(call).Symbol!, use, call.Location);
        return Ask(call, question);
    }

    private static LLVMValueRef Ask(IntrinsicCall call, CoreAccess.FieldQuestion question)
        => call.Emit.Module.Core.Ask(call.Emit, Field(call).Value, question);

    private static LLVMValueRef Enumerator(IntrinsicCall call, int question)
        => call.Emit.Module.Core.AskEnumerator(call.Emit, call.TypeArgument(0), call.Arguments[0].Value, question, call.Location);

    private static StackValue TypeNumber(IntrinsicCall call, int where)
        => call.Result(call.Builder.BuildTrunc(call.Emit.Module.Core.TypeNumber(call.Emit, call.TypeArgument(0), where), call.Types.Int32));

    private static StackValue Truth(IntrinsicCall call, LLVMValueRef answer)
    {
        call.Emit.Module.Core.IsYesOrNo(call.Emit, answer);
        return call.Emit.FromCondition(call.Builder.BuildIsNotNull(answer));
    }
}
