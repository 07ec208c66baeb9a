using Bpf.Compiler.Llvm;

namespace Bpf.Compiler.Passes;

/// <summary>What passes work on.</summary>
/// <param name="module">The module.</param>
/// <param name="builder">Writes instructions of the module's context.</param>
/// <param name="machine">What code is generated for.</param>
/// <param name="layout">Sizes of types there.</param>
internal sealed class PassContext(LLVMModuleRef module, LLVMBuilderRef builder, LLVMTargetMachineRef machine, LLVMTargetDataRef layout)
{
    public LLVMModuleRef Module => module;

    public LLVMBuilderRef Builder => builder;

    public LLVMTargetMachineRef Machine => machine;

    public LLVMTypeRef Int1 { get; } = module.Context.Int1Type;

    public LLVMTypeRef Int8 { get; } = module.Context.Int8Type;

    public LLVMTypeRef Int32 { get; } = module.Context.Int32Type;

    public LLVMTypeRef Int64 { get; } = module.Context.Int64Type;

    public LLVMTypeRef Void { get; } = module.Context.VoidType;

    public LLVMTypeRef Pointer { get; } = module.Context.PointerType;

    /// <summary>Whether the instruction set has 32-bit registers: from v3 on.</summary>
    public required bool HasI32Registers { get; init; }

    /// <summary>LLVM's own pipeline, one of the <c>default&lt;…&gt;</c> family.</summary>
    public required string Pipeline { get; init; }

    /// <summary>Told of each place where a program may end by a failed check, as a call of a <see cref="Markers.Marker"/>.</summary>
    public Action<LLVMValueRef>? OnProgramEnd { get; init; }

    /// <summary>Bytes in memory.</summary>
    public ulong SizeOf(LLVMTypeRef type) => layout.ABISizeOfType(type);
}
