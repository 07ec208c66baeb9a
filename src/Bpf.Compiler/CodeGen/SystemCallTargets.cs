using Bpf.Compiler.Discovery;
using Bpf.Shared;

namespace Bpf.Compiler.CodeGen;

/// <summary>Reports system calls that the architecture of an object does not have.</summary>
internal static class SystemCallTargets
{
    public static void Check(ObjectModule module, ProgramDeclaration program)
    {
        if (program.Kind.Prototype is not { IsOfSystemCalls: true } || !program.IsLoaded)
        {
            return;
        }

        string architecture = module.Architecture.Name();
        foreach (string target in program.Targets)
        {
            string[] having = [.. SystemCallList.All.Where(list => list.Functions.Contains(target)).Select(static list => list.Architecture)];
            if (having.Length > 0 && !having.Contains(architecture))
            {
                module.Diagnostics.Report(BpfDiagnostics.SystemCallOfOtherArchitecture, program.Method.DebugInfo?.Find(0), target, architecture,
                    string.Join(" or ", having));
            }
        }
    }
}
