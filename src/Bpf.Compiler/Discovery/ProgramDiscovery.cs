using System.Reflection.Metadata;
using Bpf.Compiler.Metadata;
using Bpf.Shared;

namespace Bpf.Compiler.Discovery;

/// <summary>Reads program attributes and checks the methods that carry them.</summary>
internal static class ProgramDiscovery
{
    public static ProgramDeclaration? TryDescribe(MethodDesc method, DiagnosticBag diagnostics)
    {
        (ProgramKind Kind, AttributeData Attribute)[] found =
        [
            .. from attribute in method.CustomAttributes
               from kind in ProgramKinds.All
               where kind.Attribute == attribute.TypeName
               select (kind.For(attribute.Arguments), attribute),
        ];
        if (found.Length == 0)
        {
            return null;
        }

        SourceLocation? location = method.DebugInfo?.Find(0);
        ProgramKind first = found[0].Kind;
        (ProgramForm form, string name) = DeclaredPrograms.FormOf(method);
        if (ProgramForms.FaultOf(form, name, first.Attribute["Bpf.".Length..^"Attribute".Length]) is { } fault)
        {
            diagnostics.Report(fault.Diagnostic, location, fault.Arguments);
            return null;
        }

        DeclaredProgram program = DeclaredPrograms.Of(method, first, [.. found.Where(item => item.Kind == first).Select(item => item.Attribute)],
            hasOtherKinds: found.Any(item => item.Kind != first));
        IReadOnlyList<ProgramFault> faults = ProgramRules.FaultsOf(program);
        if (faults.Count == 0)
        {
            // The analyzer gives the warnings, while typing and in the build.
            faults = [.. KernelSignatureRules.FaultsOf(program, minimum: null).Where(static item => item.Fault.Diagnostic.Level == DiagnosticLevel.Error)];
        }

        foreach (ProgramFault item in faults)
        {
            diagnostics.Report(item.Fault.Diagnostic, location, item.Fault.Arguments);
        }

        string section = DeclaredProbe.SectionOf(program);
        return faults.Count > 0 ? null
            : new ProgramDeclaration(method, first, method.Name, section, DeclaredProbe.RecordsOf(first, method.Name, program.Probes))
            {
                Targets = program.Targets,
                IsLoaded = program.Probes.All(static probe => probe.IsLoaded),
                IsSleepable = program.Probes[0].IsSleepable,
                HasCookie = program.Probes.Any(static probe => probe.Cookie != 0),
                ExceptionResult = program.ExceptionResult,
            };
    }
}
