using System.Runtime.InteropServices;

namespace Bpf.Compiler.Llvm;

/// <content>The BPF target, pass pipelines, code emission.</content>
internal static unsafe partial class LLVM
{
    [LibraryImport(Library, EntryPoint = "LLVMInitializeBPFTargetInfo")]
    internal static partial void InitializeBPFTargetInfo();

    [LibraryImport(Library, EntryPoint = "LLVMInitializeBPFTarget")]
    internal static partial void InitializeBPFTarget();

    [LibraryImport(Library, EntryPoint = "LLVMInitializeBPFTargetMC")]
    internal static partial void InitializeBPFTargetMC();

    [LibraryImport(Library, EntryPoint = "LLVMInitializeBPFAsmPrinter")]
    internal static partial void InitializeBPFAsmPrinter();

    [LibraryImport(Library, EntryPoint = "LLVMInitializeBPFAsmParser")]
    internal static partial void InitializeBPFAsmParser();

    [LibraryImport(Library, EntryPoint = "LLVMGetTargetFromTriple", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int GetTargetFromTriple(string triple, out LLVMTargetRef target, out byte* message);

    [LibraryImport(Library, EntryPoint = "LLVMCreateTargetMachine", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial LLVMTargetMachineRef CreateTargetMachine(LLVMTargetRef target, string triple, string cpu, string features,
        LLVMCodeGenOptLevel level, LLVMRelocMode relocation, LLVMCodeModel codeModel);

    [LibraryImport(Library, EntryPoint = "LLVMDisposeTargetMachine")]
    internal static partial void DisposeTargetMachine(LLVMTargetMachineRef machine);

    [LibraryImport(Library, EntryPoint = "LLVMCreateTargetDataLayout")]
    internal static partial LLVMTargetDataRef CreateTargetDataLayout(LLVMTargetMachineRef machine);

    [LibraryImport(Library, EntryPoint = "LLVMDisposeTargetData")]
    internal static partial void DisposeTargetData(LLVMTargetDataRef layout);

    [LibraryImport(Library, EntryPoint = "LLVMCopyStringRepOfTargetData")]
    internal static partial byte* CopyStringRepOfTargetData(LLVMTargetDataRef layout);

    [LibraryImport(Library, EntryPoint = "LLVMABISizeOfType")]
    internal static partial ulong ABISizeOfType(LLVMTargetDataRef layout, LLVMTypeRef type);

    [LibraryImport(Library, EntryPoint = "LLVMABIAlignmentOfType")]
    internal static partial uint ABIAlignmentOfType(LLVMTargetDataRef layout, LLVMTypeRef type);

    [LibraryImport(Library, EntryPoint = "LLVMOffsetOfElement")]
    internal static partial ulong OffsetOfElement(LLVMTargetDataRef layout, LLVMTypeRef type, uint element);

    [LibraryImport(Library, EntryPoint = "LLVMTargetMachineEmitToFile", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int TargetMachineEmitToFile(LLVMTargetMachineRef machine, LLVMModuleRef module, string path,
        LLVMCodeGenFileType kind, out byte* message);

    [LibraryImport(Library, EntryPoint = "LLVMTargetMachineEmitToMemoryBuffer")]
    internal static partial int TargetMachineEmitToMemoryBuffer(LLVMTargetMachineRef machine, LLVMModuleRef module,
        LLVMCodeGenFileType kind, out byte* message, out LLVMMemoryBufferRef buffer);

    [LibraryImport(Library, EntryPoint = "LLVMCreatePassBuilderOptions")]
    internal static partial LLVMPassBuilderOptionsRef CreatePassBuilderOptions();

    [LibraryImport(Library, EntryPoint = "LLVMDisposePassBuilderOptions")]
    internal static partial void DisposePassBuilderOptions(LLVMPassBuilderOptionsRef options);

    [LibraryImport(Library, EntryPoint = "LLVMPassBuilderOptionsSetVerifyEach")]
    internal static partial void PassBuilderOptionsSetVerifyEach(LLVMPassBuilderOptionsRef options, int value);

    [LibraryImport(Library, EntryPoint = "LLVMPassBuilderOptionsSetLoopUnrolling")]
    internal static partial void PassBuilderOptionsSetLoopUnrolling(LLVMPassBuilderOptionsRef options, int value);

    [LibraryImport(Library, EntryPoint = "LLVMPassBuilderOptionsSetLoopVectorization")]
    internal static partial void PassBuilderOptionsSetLoopVectorization(LLVMPassBuilderOptionsRef options, int value);

    [LibraryImport(Library, EntryPoint = "LLVMPassBuilderOptionsSetSLPVectorization")]
    internal static partial void PassBuilderOptionsSetSLPVectorization(LLVMPassBuilderOptionsRef options, int value);

    [LibraryImport(Library, EntryPoint = "LLVMRunPasses", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial nint RunPasses(LLVMModuleRef module, string passes, LLVMTargetMachineRef machine,
        LLVMPassBuilderOptionsRef options);
}
