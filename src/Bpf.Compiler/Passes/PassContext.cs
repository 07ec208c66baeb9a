using Bpf.Compiler.Llvm;

namespace Bpf.Compiler.Passes;

/// <summary>The context of a pass.</summary>
/// <param name="module">The module.</param>
/// <param name="builder">Emits instructions in the module's context.</param>
/// <param name="machine">The machine that code is generated for.</param>
/// <param name="layout">The data layout of that machine.</param>
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

    /// <summary>Called for each place where a failed check may end a program, with the call to a <see cref="Markers.Marker"/>.</summary>
    public Action<LLVMValueRef>? OnProgramEnd { get; init; }

    /// <summary>Returns the size of a type in memory, in bytes.</summary>
    public ulong SizeOf(LLVMTypeRef type) => layout.ABISizeOfType(type);
}
