using Bpf.Compiler.InlineAsm;
using Bpf.Compiler.Llvm;
using Bpf.Compiler.Metadata;
using Bpf.Compiler.Values;
using Bpf.Shared;

namespace Bpf.Compiler.Intrinsics;

/// <summary><see cref="Interlocked"/> and <see cref="Volatile"/>.</summary>
internal static class InterlockedIntrinsics
{
    private const string Interlocked = "System.Threading.Interlocked.";

    public static IEnumerable<(string Name, Func<IntrinsicCall, StackValue> Emit)> All =>
    [
        (Interlocked + "Add", static call => Modify(call, call.Integer(1))),
        (Interlocked + "Increment", static call => Modify(call, LLVMValueRef.CreateConstInt(Width(call), 1))),
        (Interlocked + "Decrement", static call => Modify(call, LLVMValueRef.CreateConstInt(Width(call), ulong.MaxValue, signExtend: true))),
        (Interlocked + "And", static call => Exchange(call, LLVMAtomicRMWBinOp.LLVMAtomicRMWBinOpAnd)),
        (Interlocked + "Or", static call => Exchange(call, LLVMAtomicRMWBinOp.LLVMAtomicRMWBinOpOr)),
        (Interlocked + "Exchange", static call => Exchange(call, LLVMAtomicRMWBinOp.LLVMAtomicRMWBinOpXchg)),
        (Interlocked + "CompareExchange", CompareExchange),
        (Interlocked + "Read", static call => VolatileRead(call)),
        (Interlocked + "MemoryBarrier", OpaqueValue),
        (Interlocked + "MemoryBarrierProcessWide", OpaqueValue),
        ("System.Threading.Thread.MemoryBarrier", OpaqueValue),
        ("System.Threading.Volatile.ReadBarrier", OpaqueValue),
        ("System.Threading.Volatile.WriteBarrier", OpaqueValue),
        ("System.Threading.Volatile.Read", static call => VolatileRead(call)),
        ("System.Threading.Volatile.Write", VolatileWrite),
        ("System.Threading.Monitor.Enter", Lock),
        ("System.Threading.Monitor.Exit", Lock),
    ];

    private static TypeDesc ElementType(IntrinsicCall call) => ((ByRefType)call.ParameterType(0)).Element;

    private static LLVMTypeRef Width(IntrinsicCall call) => call.Types.Abi(ElementType(call));

    // .NET returns the new value for these, LLVM the old one.
    private static StackValue Modify(IntrinsicCall call, LLVMValueRef change)
    {
        Check(call, isFetch: false);
        LLVMValueRef old = call.Builder.BuildAtomicRMW(LLVMAtomicRMWBinOp.LLVMAtomicRMWBinOpAdd, call.Pointer(0), change,
            LLVMAtomicOrdering.LLVMAtomicOrderingSequentiallyConsistent);
        return call.Result(call.Builder.BuildAdd(old, change));
    }

    private static StackValue Exchange(IntrinsicCall call, LLVMAtomicRMWBinOp operation)
    {
        Check(call, isFetch: true);
        return call.Result(call.Builder.BuildAtomicRMW(operation, call.Pointer(0), call.Integer(1),
            LLVMAtomicOrdering.LLVMAtomicOrderingSequentiallyConsistent));
    }

    private static StackValue CompareExchange(IntrinsicCall call)
    {
        Check(call, isFetch: true);
        LLVMValueRef pair = call.Builder.BuildAtomicCmpXchg(call.Pointer(0), call.Integer(2), call.Integer(1),
            LLVMAtomicOrdering.LLVMAtomicOrderingSequentiallyConsistent, LLVMAtomicOrdering.LLVMAtomicOrderingSequentiallyConsistent);
        return call.Result(call.Builder.BuildExtractValue(pair, 0));
    }

    private static StackValue VolatileRead(IntrinsicCall call) => call.Emit.Load(ElementType(call), call.Pointer(0), isVolatile: true);

    private static StackValue VolatileWrite(IntrinsicCall call)
    {
        call.Emit.Store(call.Arguments[1], ElementType(call), call.Pointer(0), isVolatile: true);
        return StackValue.Nothing;
    }

    private static StackValue OpaqueValue(IntrinsicCall call) => throw new CompilationException(BpfDiagnostics.MemoryBarrier);

    private static StackValue Lock(IntrinsicCall call) => throw new CompilationException(BpfDiagnostics.LockUse);

    // LLVM aborts on what it cannot select, so it must be refused here.
    private static void Check(IntrinsicCall call, bool isFetch)
    {
        TypeDesc type = ElementType(call);
        if (TypeLowering.KindOf(type) is not (StackKind.Int32 or StackKind.Int64) || LayoutEngine.SizeOf(type) < 4)
        {
            throw new CompilationException(BpfDiagnostics.AtomicWidth, type.DisplayName);
        }

        if (call.Emit.Module.CpuVersion < 3 && (isFetch || LayoutEngine.SizeOf(type) == 4))
        {
            throw new CompilationException(BpfDiagnostics.AtomicNeedsCpu, "Interlocked." + call.Method.Name, call.Emit.Module.Request.Cpu);
        }
    }
}
