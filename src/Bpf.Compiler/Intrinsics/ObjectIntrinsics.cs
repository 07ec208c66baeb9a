using Bpf.Compiler.Llvm;
using Bpf.Compiler.Metadata;
using Bpf.Compiler.Values;
using Bpf.Shared;

namespace Bpf.Compiler.Intrinsics;

/// <summary>Objects that programs allocate.</summary>
internal static class ObjectIntrinsics
{
    private const int MostBytes = 4096; // bpf_global_ma, kernel/bpf/core.c

    public static IEnumerable<(string Name, Func<IntrinsicCall, StackValue> Emit)> All =>
    [
        ("object.type-id", static call => call.Result(call.Emit.Module.Core.TypeNumber(call.Emit, Allocated(call.TypeArgument(0)), 0))),
        ("object.clear", Clear),
    ];

    private static DefinedType Allocated(TypeDesc type) => type switch
    {
        not DefinedType { IsValueType: true, IsEnum: false, Primitive: null }
            => throw new CompilationException(BpfDiagnostics.ObjectType, type.DisplayName, "is not a struct; programs allocate structs"),
        _ when KernelTypes.Find(type) is not null
            => throw new CompilationException(BpfDiagnostics.ObjectType, type.DisplayName, "is a type of the kernel; programs allocate their own structs"),
        _ when LayoutEngine.SizeOf(type) > MostBytes => throw new CompilationException(BpfDiagnostics.ObjectType, type.DisplayName,
            $"has {LayoutEngine.SizeOf(type)} bytes; the kernel allocates up to {MostBytes}"),
        DefinedType defined => defined,
    };

    // The kernel reuses memory without clearing it, and initializes only what it manages. The verifier refuses a store to several members at once, so LLVM must
    // not merge them.
    private static StackValue Clear(IntrinsicCall call)
    {
        foreach ((int offset, int size) in ManagedTypes.ScalarsOf(Allocated(call.TypeArgument(0))))
        {
            LLVMValueRef store = call.Builder.BuildStore(LLVMValueRef.CreateConstNull(call.Types.Integer(size)), call.Emit.Offset(call.Pointer(0), offset));
            store.Alignment = (uint)size;
            store.Volatile = true;
        }

        return StackValue.Nothing;
    }
}
