
namespace Bpf.Compiler.Llvm;

/// <summary>LLVM's little-endian BPF target.</summary>
internal static class BpfTarget
{
    /// <summary>Target triple.</summary>
    internal const string Triple = "bpfel";

    private static readonly Lazy<LLVMTargetRef> s_target = new(Initialize);

    /// <summary>The target; its code generator is registered on first use.</summary>
    internal static LLVMTargetRef Instance => s_target.Value;

    /// <summary>Highest instruction-set name the loaded LLVM knows: v4 came with LLVM 18.</summary>
    internal static bool Knows(string cpu, Version llvm) => cpu switch
    {
        "v1" or "v2" or "v3" => true,
        "v4" => llvm.Major >= 18,
        _ => false,
    };

    internal static LLVMTargetMachineRef CreateMachine(string cpu) => Instance.CreateTargetMachine(Triple, cpu, "",
        LLVMCodeGenOptLevel.LLVMCodeGenLevelDefault, LLVMRelocMode.LLVMRelocDefault, LLVMCodeModel.LLVMCodeModelDefault);

    private static LLVMTargetRef Initialize()
    {
        LLVM.InitializeBPFTargetInfo();
        LLVM.InitializeBPFTarget();
        LLVM.InitializeBPFTargetMC();
        LLVM.InitializeBPFAsmPrinter();
        LLVM.InitializeBPFAsmParser();
        return LLVMTargetRef.GetTargetFromTriple(Triple);
    }
}
