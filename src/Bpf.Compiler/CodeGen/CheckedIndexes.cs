using Bpf.Compiler.Llvm;
using Bpf.Compiler.Markers;

namespace Bpf.Compiler.CodeGen;

/// <summary>
/// Safe C# never reads or writes past the end of an object, because its indexers check. A method that makes an unchecked address or span breaks that
/// guarantee for every function it is inlined into and every function it may pass the address to.
/// </summary>
internal static class CheckedIndexes
{
    /// <summary>Before the passes: marks the functions in which every index is checked.</summary>
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
