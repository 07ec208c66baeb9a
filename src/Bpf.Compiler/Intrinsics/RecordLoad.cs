using Bpf.Compiler.CodeGen;
using Bpf.Compiler.InlineAsm;
using Bpf.Compiler.Llvm;
using Bpf.Compiler.Metadata;
using Bpf.Compiler.Values;

namespace Bpf.Compiler.Intrinsics;

/// <summary>A load of a number or pointer from a record whose offset is that of a relocation.</summary>
internal static class RecordLoad
{
    /// <summary>
    /// Emits the load. LLVM merges loads whose values meet into one at a computed address, which the verifier refuses; it does not merge opaque values.
    /// </summary>
    public static StackValue Build(FunctionEmitter emit, TypeDesc type, LLVMValueRef address)
    {
        StackValue value = emit.Load(type, address);
        LLVMValueRef wide = OpaqueValue.Create(emit.Builder, emit.ToInt64(value, isSigned: false));
        return value with
        {
            Value = value.Kind switch
            {
                StackKind.Int32 => emit.Builder.BuildTrunc(wide, emit.Types.Int32),
                StackKind.Pointer => emit.Builder.BuildIntToPtr(wide, emit.Types.Pointer),
                _ => wide,
            },
        };
    }
}
