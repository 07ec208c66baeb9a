using Bpf.Compiler.CodeGen;
using Bpf.Compiler.InlineAsm;
using Bpf.Compiler.Llvm;
using Bpf.Compiler.Metadata;
using Bpf.Compiler.Values;
using Bpf.Shared;

namespace Bpf.Compiler.Intrinsics;

/// <summary>The <c>[BpfIntrinsic]</c> methods of the vocabulary.</summary>
internal static class BpfIntrinsics
{
    public static IEnumerable<(string Name, Func<IntrinsicCall, StackValue> Emit)> All =>
    [
        ("register.instruction-pointer", static call => Register(call, RegisterLayout.InstructionPointer(call.Emit.Module.Architecture))),
        ("register.stack-pointer", static call => Register(call, RegisterLayout.StackPointer(call.Emit.Module.Architecture))),
        ("register.frame-pointer", static call => Register(call, RegisterLayout.FramePointer(call.Emit.Module.Architecture))),
        ("register.return-value", static call => Register(call, RegisterLayout.ReturnValue(call.Emit.Module.Architecture))),
        ("register.sample-period", static call => Register(call, RegisterLayout.SamplePeriod(call.Emit.Module.Architecture))),
        ("register.sample-address", static call => Register(call, RegisterLayout.SamplePeriod(call.Emit.Module.Architecture) + 1)),
        ("barrier", Hide),
        ("stack.keep", Keep),
        ("callback.address", static call => call.Arguments[0]),
    ];

    private static StackValue Hide(IntrinsicCall call)
    {
        StackKind kind = TypeLowering.KindOf(call.ResultType);
        return kind is StackKind.Int32 or StackKind.Int64
            ? call.Result(OpaqueValue.Create(call.Builder, call.Integer(0)))
            : throw new CompilationException(BpfDiagnostics.NoImplementation, call.Method.DisplayName,
                "only integers and enums have a barrier; use it on the fields");
    }

    // LLVM's inliner lets a slot of the inlined method end with it, unless the slot already has a lifetime. This one does not end.
    private static StackValue Keep(IntrinsicCall call)
    {
        TypeDesc type = call.TypeArgument(0);
        LLVMValueRef slot = call.Emit.Alloca(call.Types.Memory(type), LayoutEngine.AlignmentOf(type));
        LLVMValueRef marker = call.Emit.Module.Module.GetIntrinsicDeclaration("llvm.lifetime.start", [slot.TypeOf]);
        // LLVM 22 dropped the size.
        call.Builder.BuildCall2(marker.GlobalValueType, marker, marker.ParamsCount == 2 ? [call.Emit.Int64(LayoutEngine.SizeOf(type)), slot] : [slot]);
        return new StackValue(StackKind.Pointer, slot);
    }

    private static StackValue Register(IntrinsicCall call, int index) => RegisterLayout.Read(call.Emit, call.Pointer(0), index);
}
