using System.Globalization;
using Bpf.Compiler.Discovery;
using Bpf.Compiler.Llvm;
using Bpf.Compiler.Markers;

namespace Bpf.Compiler.CodeGen;

/// <summary>
/// A failed framework check ends the program, as an unhandled exception ends a process. Only the program itself can return
/// from there, so every method that may throw is inlined into it.
/// </summary>
internal static class ProgramExits
{
    /// <summary>Before the passes: records what each program returns in that case, and marks the methods that may throw for inlining.</summary>
    public static void Prepare(ObjectModule module)
    {
        foreach (FunctionInfo program in module.Functions.Programs)
        {
            string result = (program.Program!.ExceptionResult?.Number ?? program.Program.Kind.Verdict.Default).ToString(CultureInfo.InvariantCulture);
            program.Value.AddAttributeAtIndex(LLVMAttributeIndex.LLVMAttributeFunctionIndex,
                module.Context.CreateStringAttribute(Marker.ExceptionResult, result));
        }

        Queue<FunctionInfo> pending = new(module.Functions.All.Where(function => function.MayThrow));
        ILookup<FunctionInfo, FunctionInfo> callers = module.Functions.All
            .SelectMany(caller => caller.Callees.Keys.Select(callee => (Caller: caller, Callee: callee)))
            .ToLookup(call => call.Callee, call => call.Caller);
        while (pending.TryDequeue(out FunctionInfo? function))
        {
            if (function.Program is null && !function.IsCallback && !function.IsGlobal && !function.IsKeptApart)
            {
                function.Value.AddAttributeAtIndex(LLVMAttributeIndex.LLVMAttributeFunctionIndex, module.Context.CreateEnumAttribute("alwaysinline"));
                foreach (FunctionInfo caller in callers[function].Where(caller => !caller.MayThrow))
                {
                    caller.MayThrow = true;
                    pending.Enqueue(caller);
                }
            }
        }
    }

    /// <summary>After the passes: reports checks that may fail in a function that cannot end the program.</summary>
    public static void Check(ObjectModule module)
    {
        LLVMValueRef marker = module.Module.GetNamedFunction(Marker.Throw);
        if (marker.Handle == 0)
        {
            return;
        }

        Dictionary<string, FunctionInfo> functions = module.Functions.All.ToDictionary(function => function.Name);
        foreach (LLVMValueRef call in marker.Users)
        {
            FunctionInfo function = functions[call.InstructionParent.Parent.Name];
            string place = function.IsCallback ? "a callback" : function.IsGlobal ? "a global function" : $"'{function.Method.Name}', which is not inlined,";
            Fault fault = module.Faults.Of(call);
            module.Diagnostics.Report(fault.Diagnostic, fault.Location ?? module.Debug.PlaceOf(call), [.. fault.Describe(0, 0), place]);
        }
    }
}
