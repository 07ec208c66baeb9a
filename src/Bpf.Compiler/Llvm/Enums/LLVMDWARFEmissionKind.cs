namespace Bpf.Compiler.Llvm;

/// <summary>Amount of debug information.</summary>
internal enum LLVMDWARFEmissionKind
{
    LLVMDWARFEmissionNone = 0,
    LLVMDWARFEmissionFull = 1,
    LLVMDWARFEmissionLineTablesOnly = 2,
}
