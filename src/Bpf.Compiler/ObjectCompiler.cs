using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Bpf.Compiler.CodeGen;
using Bpf.Compiler.Discovery;
using Bpf.Compiler.Elf;
using Bpf.Compiler.Import;
using Bpf.Compiler.Llvm;
using Bpf.Compiler.Metadata;
using Bpf.Compiler.Passes;
using Bpf.Compiler.Reference;
using Bpf.Shared;

namespace Bpf.Compiler;

/// <summary>Compiles one object for one architecture.</summary>
internal static class ObjectCompiler
{
    /// <summary>The object; null when there were errors.</summary>
    public static CompiledObject? Compile(ObjectDeclaration declaration, TargetArchitecture architecture, CompilationRequest request,
        TypeSystem typeSystem, DiagnosticBag diagnostics, KernelTypeCheck kernelTypes)
    {
        using ObjectModule module = new(declaration, architecture, request, typeSystem, diagnostics);
        module.Globals.AddLicense();
        foreach (ProgramDeclaration program in module.Declaration.Programs)
        {
            module.Globals.AddAttachRecords(program);
        }

        bool hasMaps = true;
        foreach (MapDeclaration map in declaration.Maps)
        {
            hasMaps &= TryAdd(map.Field, () => module.Globals.AddMap(map), diagnostics);
        }

        // Programs that use a map cannot be compiled without it.
        if (!hasMaps)
        {
            return null;
        }

        module.Globals.SetInitialMaps(declaration.Maps);
        foreach (FieldDesc field in declaration.Globals)
        {
            TryAdd(field, () => module.AddVariable(field), diagnostics);
        }

        foreach (string name in module.Skeleton.Names.Except(declaration.Globals.Select(GlobalData.NameOf)))
        {
            diagnostics.Report(BpfDiagnostics.SkeletonDisagrees, null, name, "there is no such variable");
        }

        if (declaration.Programs.Any(program => program.Kind.Arguments == ProgramArguments.UsdtArguments))
        {
            UsdtSupport.AddMaps(module);
        }

        foreach (ProgramDeclaration program in declaration.Programs)
        {
            module.Functions.AddProgram(program);
        }

        foreach (StructOpsDeclaration table in declaration.StructOps)
        {
            StructOpsEmitter.Emit(module, table);
        }

        while (module.Functions.TryTakePending(out FunctionInfo function))
        {
            request.Progress?.Invoke($"{declaration.Name} for {architecture.Name()}: importing {function.Method}");
            MethodImporter.Import(module, function);
        }

        module.Globals.WriteNamedTypes();
        module.Core.CompleteTypes();
        kernelTypes.Add(module.KernelUses, architecture);
        module.Globals.WriteCheckedReads();
        CallGraph.Check(module);
        return diagnostics.HasErrors ? null : Emit(module);
    }

    private static bool TryAdd(FieldDesc field, Action add, DiagnosticBag diagnostics)
    {
        try
        {
            add();
            return true;
        }
        catch (CompilationException exception)
        {
            diagnostics.Report(exception.Diagnostic, exception.Message, StaticInitializer.LocationOf(field), []);
            return false;
        }
    }

    private static unsafe CompiledObject? Emit(ObjectModule module)
    {
        module.Debug.Complete();
        BackendMessages messages = new();
        GCHandle handle = GCHandle.Alloc(messages);
        try
        {
            module.Context.SetDiagnosticHandler(&OnDiagnostic, GCHandle.ToIntPtr(handle));
            string? last = module.Request.AfterPass;
            if (last == PassPipeline.Import)
            {
                return TextOf(module);
            }

            if (!IsSound(module))
            {
                return null;
            }

            FaultSearch.Run(module);
            LoopCallbacks.Bound(module);
            ProgramExits.Prepare(module);
            CheckedIndexes.Mark(module);
            Announce(module, "optimizing");
            module.Arrays.FoldConstants();
            PassPipeline.Run(new PassContext(module.Module, module.Builder, module.Machine, module.Layout)
            {
                HasI32Registers = module.HasI32Registers,
                Pipeline = module.Request.Pipeline,
                OnProgramEnd = new UnprovenChecks(module).Report,
            }, last);
            if (last is not null)
            {
                return TextOf(module);
            }

            module.Arrays.Place();
            module.Globals.Place();
            ProgramExits.Check(module);
            if (module.Diagnostics.HasErrors || !IsSound(module))
            {
                return null;
            }

            Announce(module, "generating code");
            string? llvm = module.Request.EmitText ? module.Module.PrintToString() : null;
            string? assembly = module.Request.EmitText ? EmitAssembly(module) : null;
            using EmittedObject code = Generate(module);
            messages.ReportTo(module.Diagnostics);
            StackBudget.Check(module, messages.Frames);
            EmittedFeatures.Check(module, code);
            if (module.Diagnostics.HasErrors)
            {
                return null;
            }

            byte[] bytes = ElfStripper.Strip(code, module.KernelTypeMark);
            return new CompiledObject(module.Declaration.Name, module.Architecture, bytes) { LlvmText = llvm, AssemblyText = assembly };
        }
        catch (LlvmException exception)
        {
            module.Diagnostics.Report(BpfDiagnostics.BackendError, null, exception.Message);
            return null;
        }
        finally
        {
            module.Context.SetDiagnosticHandler(null, 0);
            handle.Free();
        }
    }

    // When optimizing for size, the code generator starts a loop with its first block. The verifier is slower with that layout, so only
    // functions that old kernels would otherwise refuse get it.
    private static EmittedObject Generate(ObjectModule module)
    {
        using LLVMModuleRef copy = module.Module.CloneModule();
        EmittedObject code = EmitObject(module, module.Module);
        IReadOnlyList<string> functions = LoopsFallenInto.Find(code);
        if (functions.Count == 0)
        {
            return code;
        }

        code.Dispose();
        foreach (string name in functions)
        {
            copy.GetNamedFunction(name).AddAttributeAtIndex(LLVMAttributeIndex.LLVMAttributeFunctionIndex, module.Context.CreateEnumAttribute("optsize"));
        }

        return EmitObject(module, copy);
    }

    private static EmittedObject EmitObject(ObjectModule module, LLVMModuleRef code)
    {
        using LLVMMemoryBufferRef buffer = module.Machine.EmitToMemoryBuffer(code, LLVMCodeGenFileType.LLVMObjectFile);
        return new EmittedObject([.. buffer.Bytes]);
    }

    private static CompiledObject TextOf(ObjectModule module)
        => new(module.Declaration.Name, module.Architecture, default) { LlvmText = module.Module.PrintToString() };

    // LLVM may crash on an invalid module, or compile it to anything.
    private static bool IsSound(ObjectModule module)
    {
        bool isSound = module.Module.TryVerify(LLVMVerifierFailureAction.LLVMReturnStatusAction, out string fault);
        if (!isSound)
        {
            module.Diagnostics.Report(BpfDiagnostics.InternalError, null, module.Declaration.Name, $"LLVM refuses the module: {fault}");
        }

        return isSound;
    }

    private static void Announce(ObjectModule module, string step)
        => module.Request.Progress?.Invoke($"{module.Declaration.Name} for {module.Architecture.Name()}: {step}");

    // Code generation changes the module, so the text comes from a copy.
    private static string EmitAssembly(ObjectModule module)
    {
        using LLVMModuleRef copy = module.Module.CloneModule();
        using LLVMMemoryBufferRef text = module.Machine.EmitToMemoryBuffer(copy, LLVMCodeGenFileType.LLVMAssemblyFile);
        return System.Text.Encoding.UTF8.GetString(text.Bytes);
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void OnDiagnostic(nint diagnostic, nint state)
        => ((BackendMessages)GCHandle.FromIntPtr(state).Target!).Add(new LLVMDiagnosticInfoRef(diagnostic));
}
