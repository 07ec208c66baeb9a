using Bpf.Compiler.Llvm;
using Bpf.Compiler.Markers;

namespace Bpf.Compiler.CodeGen;

/// <summary>
/// Safe C# never reads or writes past the end of an object: its indexers check. One method that makes an address, or a span, on its own authority puts an end
/// to that for all that it is part of, and for all that it may give the address to.
/// </summary>
internal static class CheckedIndexes
{
    /// <summary>Before the passes: marks the functions in which every index has been checked.</summary>
    public static void Mark(ObjectModule module)
    {
        FunctionInfo[] functions = [.. module.Functions.All];
        ILookup<FunctionInfo, FunctionInfo> callers = functions
            .SelectMany(caller => caller.Callees.Keys.Select(callee => (Caller: caller, Callee: callee)))
            .ToLookup(call => call.Callee, call => call.Caller);
        HashSet<FunctionInfo> exposed = Closure(functions.Where(function => function.MakesAddresses), function => callers[function]);
        exposed = Closure(exposed, function => function.Callees.Keys);
        foreach (FunctionInfo function in functions.Where(function => !exposed.Contains(function)))
        {
            function.Value.AddAttributeAtIndex(LLVMAttributeIndex.LLVMAttributeFunctionIndex, module.Context.CreateStringAttribute(Marker.CheckedIndexes, ""));
        }
    }

    private static HashSet<FunctionInfo> Closure(IEnumerable<FunctionInfo> functions, Func<FunctionInfo, IEnumerable<FunctionInfo>> next)
    {
        HashSet<FunctionInfo> all = [];
        Stack<FunctionInfo> pending = new(functions);
        while (pending.TryPop(out FunctionInfo? function))
        {
            if (all.Add(function))
            {
                foreach (FunctionInfo other in next(function))
                {
                    pending.Push(other);
                }
            }
        }

        return all;
    }
}
