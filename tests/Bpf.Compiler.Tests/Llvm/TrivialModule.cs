using Bpf.Compiler.Llvm;

namespace Bpf.Compiler.Tests.Llvm;

/// <summary>Builds <c>int program(void *ctx)</c> with a map-like global and debug information, and emits it.</summary>
internal static class TrivialModule
{
    public static byte[] EmitObject(LLVMContextRef context)
    {
        using LLVMTargetMachineRef machine = BpfTarget.CreateMachine("v3");
        using LLVMTargetDataRef layout = machine.CreateTargetDataLayout();
        using LLVMModuleRef module = context.CreateModuleWithName("trivial");
        module.Target = BpfTarget.Triple;
        module.SetDataLayout(layout);
        module.AddModuleFlag("Debug Info Version", LLVMModuleFlagBehavior.LLVMModuleFlagBehaviorWarning, 3);
        module.AddModuleFlag("Dwarf Version", LLVMModuleFlagBehavior.LLVMModuleFlagBehaviorWarning, 5);
        Fill(context, module);
        if (!module.TryVerify(LLVMVerifierFailureAction.LLVMReturnStatusAction, out string message))
        {
            throw new InvalidOperationException(message);
        }

        using LLVMPassBuilderOptionsRef options = LLVMPassBuilderOptionsRef.Create();
        module.RunPasses("default<O2>", machine, options);
        using LLVMMemoryBufferRef buffer = machine.EmitToMemoryBuffer(module, LLVMCodeGenFileType.LLVMObjectFile);
        return buffer.Bytes.ToArray();
    }

    private static void Fill(LLVMContextRef context, LLVMModuleRef module)
    {
        using LLVMDIBuilderRef debug = module.CreateDIBuilder();
        LLVMMetadataRef file = debug.CreateFile("trivial.cs", "");
        LLVMMetadataRef unit = debug.CreateCompileUnit(LLVMDWARFSourceLanguage.LLVMDWARFSourceLanguageC99, file, "test", isOptimized: true);
        LLVMMetadataRef intType = debug.CreateBasicType("int", 32, 5);
        LLVMMetadataRef functionType = debug.CreateSubroutineType(file, [intType, debug.CreatePointerType(default)]);

        LLVMValueRef counter = module.AddGlobal(context.Int64Type, "größe");
        counter.Initializer = LLVMValueRef.CreateConstNull(context.Int64Type);
        counter.Alignment = 8;
        LLVMMetadataRef counterVariable = debug.CreateGlobalVariableExpression(unit, "größe", "", file, 1,
            debug.CreateBasicType("unsigned long", 64, 7), isLocalToUnit: false, debug.CreateExpression([]), alignBits: 64);
        counter.GlobalSetMetadata(context.GetMDKindID("dbg"), counterVariable);

        LLVMValueRef function = module.AddFunction("program", LLVMTypeRef.CreateFunction(context.Int32Type, [context.PointerType]));
        function.Section = "uprobe";
        function.AddAttributeAtIndex(LLVMAttributeIndex.LLVMAttributeFunctionIndex, context.CreateEnumAttribute("nounwind"));
        function.AddAttributeAtIndex(LLVMAttributeIndex.LLVMAttributeFunctionIndex, context.CreateStringAttribute("no-builtins"));
        LLVMMetadataRef subprogram = debug.CreateFunction(unit, "program", "", file, 3, functionType, isLocalToUnit: false, isDefinition: true, 3,
            LLVMDIFlags.LLVMDIFlagPrototyped, isOptimized: true);
        function.Subprogram = subprogram;

        using LLVMBuilderRef builder = context.CreateBuilder();
        builder.PositionAtEnd(context.AppendBasicBlock(function, "entry"));
        builder.CurrentDebugLocation = context.CreateDebugLocation(4, 5, subprogram);
        builder.BuildAtomicRMW(LLVMAtomicRMWBinOp.LLVMAtomicRMWBinOpAdd, counter, LLVMValueRef.CreateConstInt(context.Int64Type, 1),
            LLVMAtomicOrdering.LLVMAtomicOrderingSequentiallyConsistent);
        builder.BuildRet(LLVMValueRef.CreateConstInt(context.Int32Type, 7));
        debug.DIBuilderFinalize();
    }
}
