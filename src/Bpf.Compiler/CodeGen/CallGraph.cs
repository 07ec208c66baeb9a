using Bpf.Compiler.Discovery;
using Bpf.Compiler.Metadata;
using Bpf.Shared;

namespace Bpf.Compiler.CodeGen;

/// <summary>Checks that need all functions: recursion, helpers that a program type may not call, and features that the oldest kernel lacks.</summary>
internal static class CallGraph
{
    public static void Check(ObjectModule module)
    {
        HashSet<FunctionInfo> done = [];
        foreach (FunctionInfo function in module.Functions.All)
        {
            FindCycle(module, function, [], done);
        }

        CheckAborts(module);
        MinimumKernel.CheckObject(module);
        foreach (FunctionInfo program in module.Functions.Programs)
        {
            CheckHelpers(module, program);
        }
    }

    // The program ends without the finally blocks of the methods that wait for the call.
    private static void CheckAborts(ObjectModule module)
    {
        HashSet<FunctionInfo> aborting = [.. module.Functions.All.Where(static function => function.Aborts)];
        if (aborting.Count == 0)
        {
            return;
        }

        Queue<FunctionInfo> pending = new(aborting);
        while (pending.TryDequeue(out FunctionInfo? function))
        {
            foreach (FunctionInfo caller in module.Functions.All.Where(caller => caller.Callees.ContainsKey(function) && aborting.Add(caller)))
            {
                pending.Enqueue(caller);
            }
        }

        foreach ((FunctionInfo callee, SourceLocation? location) in module.Functions.All.SelectMany(static function => function.GuardedCallees)
            .Where(call => aborting.Contains(call.Key)))
        {
            module.Diagnostics.Report(BpfDiagnostics.AbortSkipsFinally, location, callee.Method.Name);
        }
    }

    private static void FindCycle(ObjectModule module, FunctionInfo function, List<FunctionInfo> path, HashSet<FunctionInfo> done)
    {
        if (!done.Add(function))
        {
            return;
        }

        path.Add(function);
        foreach ((FunctionInfo callee, SourceLocation? location) in function.Callees)
        {
            int start = path.IndexOf(callee);
            if (start >= 0)
            {
                string cycle = string.Join(" → ", path.Skip(start).Append(callee).Select(item => item.Method.Name));
                module.Diagnostics.Report(BpfDiagnostics.Recursion, location, cycle);
            }
            else
            {
                FindCycle(module, callee, path, done);
            }
        }

        path.RemoveAt(path.Count - 1);
    }

    private static void CheckHelpers(ObjectModule module, FunctionInfo program)
    {
        ProgramKind kind = program.Program!.Kind;
        if (program.Program.IsLoaded)
        {
            MinimumKernel.CheckProgram(module, program.Program);
            SystemCallTargets.Check(module, program.Program);
        }

        List<SourceLocation?> directReads = [];
        List<SourceLocation?> forbidden = [];
        bool hasKernelPointers = KernelPointers.AreTyped(kind.Arguments);
        HashSet<(FunctionInfo Function, bool IsInWorkCallback)> seen = [];
        Stack<(FunctionInfo Function, SourceLocation? Place, bool IsInWorkCallback)> pending = new([(program, null, false)]);
        while (pending.TryPop(out (FunctionInfo Function, SourceLocation? Place, bool IsInWorkCallback) item))
        {
            if (!seen.Add((item.Function, item.IsInWorkCallback)))
            {
                continue;
            }

            foreach ((int id, SourceLocation? location) in item.Function.Helpers)
            {
                SourceLocation? place = item.Function.IsUserCode ? location : item.Place;
                CheckHelper(module, program.Program, id, place);
                if (HelperTable.Find(id) is { } helper
                    && KernelFunctionRules.SleepFaultOf(helper, kind, program.Program.IsSleepable, item.IsInWorkCallback, program.Program.Name) is { } fault)
                {
                    module.Diagnostics.Report(fault.Diagnostic, place, fault.Arguments);
                }
            }

            foreach ((string name, SourceLocation? location) in item.Function.KernelFunctions)
            {
                if (KernelFunctionRules.FaultOf(name, kind, program.Program.IsSleepable, item.IsInWorkCallback, program.Program.Name) is { } fault)
                {
                    module.Diagnostics.Report(fault.Diagnostic, item.Function.IsUserCode ? location : item.Place, fault.Arguments);
                }
            }

            hasKernelPointers |= item.Function.KernelFunctions.Count > 0
                || item.Function.Helpers.Exists(static call => HelperTable.Find(call.Id) is { ReturnsKernelPointer: true });
            if (kind.Family != ProgramFamily.StructOps)
            {
                forbidden.AddRange(item.Function.DirectWrites.Select(location => item.Function.IsUserCode ? location : item.Place));
            }

            directReads.AddRange(item.Function.DirectReads.Select(location => item.Function.IsUserCode ? location : item.Place));
            if (program.Program.IsLoaded)
            {
                MinimumKernel.CheckFunction(module, kind, item.Function, item.Place);
            }

            foreach ((FunctionInfo callee, SourceLocation? location) in item.Function.Callees)
            {
                SourceLocation? place = item.Function.IsUserCode ? location : item.Place;
                if (item.Function.IsUserCode && callee.Method.Module.IsVocabulary && MemberFaultOf(kind, callee.Method) is { } fault)
                {
                    module.Diagnostics.Report(fault.Diagnostic, place, fault.Arguments);
                }

                pending.Push((callee, place, item.IsInWorkCallback || callee.IsWorkCallback));
            }
        }

        foreach (SourceLocation? location in hasKernelPointers ? forbidden : directReads.Concat(forbidden))
        {
            module.Diagnostics.Report(BpfDiagnostics.KernelDereference, location);
        }
    }

    private static DeclarationFault? MemberFaultOf(ProgramKind kind, MethodDesc member)
    {
        MemberUse use = !member.IsSpecialName ? MemberUse.Call : member.Name.StartsWith("set_", StringComparison.Ordinal) ? MemberUse.Write : MemberUse.Read;
        string name = use == MemberUse.Call ? member.Name : member.Name["get_".Length..];
        return ContextMembers.FaultOf(kind, member.Owner.FullName, name, use);
    }

    private static void CheckHelper(ObjectModule module, ProgramDeclaration program, int id, SourceLocation? location)
    {
        if (HelperTable.Find(id) is not { } helper)
        {
            return;
        }

        if (helper.IsGplOnly && !module.Declaration.IsGplCompatible)
        {
            module.Diagnostics.Report(BpfDiagnostics.HelperNeedsGpl, location, helper.Name);
        }

        if (program.IsLoaded)
        {
            MinimumKernel.Need(module, helper.Name, new Version(helper.SinceMajor, helper.SinceMinor), location);
        }

        if (!program.Kind.Allows(helper))
        {
            module.Diagnostics.Report(BpfDiagnostics.HelperNotAllowed, location, helper.Name, program.Kind.HelperSet.ToLowerInvariant());
        }
    }
}
