using Bpf.Compiler.Analysis;
using Bpf.Compiler.Discovery;
using Bpf.Compiler.Llvm;
using Bpf.Compiler.Markers;
using Bpf.Shared;

namespace Bpf.Compiler.CodeGen;

/// <summary>
/// Finds conditions of <see cref="FaultTable"/> that can never hold, accesses outside the variable they belong to, and writes to constants, and removes the
/// marker calls from the module. It works on a clone that is simplified only by inlining and constant folding: loops stay loops and no path is
/// duplicated, so a constant is one that the source has, and code behind a test that is always false is gone.
/// </summary>
internal static class FaultSearch
{
    private const string Pipeline = "always-inline,cgscc(inline),function(sroa,early-cse,sccp,instsimplify,simplifycfg,early-cse),globaldce";

    // What is left after these passes is reachable as far as LLVM can tell.
    private static string Reachability
    {
        get
        {
            const int FirstWithFixpointCheck = 18;
            string combine = LlvmLibrary.Load().Version.Major >= FirstWithFixpointCheck ? "instcombine<no-verify-fixpoint>" : "instcombine";
            return $"function({combine},sccp,simplifycfg,gvn,correlated-propagation,{combine},simplifycfg,jump-threading,gvn,correlated-propagation,{combine},sccp,simplifycfg)";
        }
    }


    public static void Run(ObjectModule module)
    {
        LLVMValueRef[] calls = [.. Calls(module.Module, Marker.Check), .. Calls(module.Module, Marker.Access)];
        bool isFirst = module.Architecture == module.Request.Architectures[0]; // the others have the same faults
        if (isFirst && (calls.Length > 0 || module.Declaration.Maps.Any(static map => map.Definition.Kind.HoldsPrograms)
            || module.Globals.HasConstantAddress))
        {
            Search(module);
        }

        foreach (LLVMValueRef call in calls)
        {
            call.InstructionEraseFromParent();
        }

        Delete(module.Module, Marker.Check);
        Delete(module.Module, Marker.Access);
    }

    private static void Search(ObjectModule module)
    {
        using LLVMModuleRef copy = module.Module.CloneModule();
        RunPasses(copy, module, Pipeline);

        // An index that is out of range often causes an access that is out of range too.
        HashSet<(string, SourceLocation?)> reported = [];
        foreach (MapDeclaration table in module.Declaration.Maps.Where(static map => map.Definition.Kind.HoldsPrograms))
        {
            foreach (LLVMValueRef call in copy.GetNamedGlobal(table.Name).Users.Where(IsTailCall))
            {
                if (call.GetOperand(2) is { IsConstantInt: true, ConstIntZExt: var slot } && slot >= table.Definition.MaxEntries)
                {
                    module.Diagnostics.Report(BpfDiagnostics.OutOfRange, module.Debug.PlaceOf(call), $"Index {slot}", $"'{table.Field.Name}'",
                        $"{table.Definition.MaxEntries} entries");
                }
            }
        }

        for (LLVMValueRef global = copy.FirstGlobal; global.Handle != 0; global = global.NextGlobal)
        {
            if (global is { IsGlobalConstant: true, IsDeclaration: false })
            {
                ReportStores(module, global);
            }
        }

        if (KeepFaults(module, copy))
        {
            RunPasses(copy, module, Reachability);
            foreach (LLVMValueRef call in Calls(copy, Marker.Check))
            {
                Report(call, Number(call.GetOperand(1)), Number(call.GetOperand(2)));
            }

            foreach (LLVMValueRef call in Calls(copy, Marker.Access))
            {
                if (KnownObject.Find(module, call.GetOperand(0)) is { } target)
                {
                    Report(call, target.Offset, target.Size);
                }
            }
        }

        void Report(LLVMValueRef call, long? actual, long? limit)
        {
            Fault fault = module.Faults.Of(call);
            SourceLocation? location = fault.Location ?? module.Debug.PlaceOf(call);
            if (reported.Add((fault.Diagnostic.Id, location)))
            {
                module.Diagnostics.Report(fault.Diagnostic, location, fault.Describe(actual, limit));
            }
        }
    }

    // Drops what is not, or may not be, a fault; true when some are left. A test in the program may prevent a fault in a way that takes more analysis.
    private static bool KeepFaults(ObjectModule module, LLVMModuleRef copy)
    {
        bool hasFaults = false;
        foreach (LLVMValueRef call in Calls(copy, Marker.Check).Concat(Calls(copy, Marker.Access)))
        {
            if (IsFault(call))
            {
                hasFaults = true;
            }
            else
            {
                call.InstructionEraseFromParent();
            }
        }

        return hasFaults;

        bool IsFault(LLVMValueRef call) => call.CalledValue.Name == Marker.Check
            ? call.GetOperand(0) is { IsConstantInt: true, ConstIntZExt: 0 }
            : KnownObject.Find(module, call.GetOperand(0)) is { } target
                && (target.Offset < 0 || target.Offset + (long)call.GetOperand(1).ConstIntZExt > target.Size);
    }

    private static void RunPasses(LLVMModuleRef copy, ObjectModule module, string pipeline)
    {
        using LLVMPassBuilderOptionsRef options = LLVMPassBuilderOptionsRef.Create();
        copy.RunPasses(pipeline, module.Machine, options);
    }

    private static bool IsTailCall(LLVMValueRef user) => HelperCall.NumberOf(user) == HelperNumbers.TailCall;

    // The kernel freezes constants before the programs run, and LLVM treats the store as unreachable.
    private static void ReportStores(ObjectModule module, LLVMValueRef constant)
    {
        string name = constant.Linkage == LLVMLinkage.LLVMInternalLinkage ? "a constant" : $"'{constant.Name}'";
        foreach (LLVMValueRef store in StoreSearch.From(constant).Stores)
        {
            module.Diagnostics.Report(BpfDiagnostics.ReadOnlyWrite, module.Debug.PlaceOf(store), name);
        }
    }

    private static long? Number(LLVMValueRef value) => value.IsConstantInt ? value.ConstIntSExt : null;

    private static LLVMValueRef[] Calls(LLVMModuleRef module, string name)
        => module.GetNamedFunction(name) is { Handle: not 0 } function ? [.. function.Users] : [];

    private static void Delete(LLVMModuleRef module, string name)
    {
        if (module.GetNamedFunction(name) is { Handle: not 0 } function)
        {
            function.DeleteFunction();
        }
    }
}
