using System.Reflection.Metadata;
using Bpf.Compiler.Metadata;
using Bpf.Compiler.Targets;
using Bpf.ReferenceKernels;
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
        return Describe(method, program, method.Name, diagnostics);
    }

    /// <summary>Describes a method of a struct_ops.</summary>
    /// <param name="method">The method.</param>
    /// <param name="kind">The kind of the struct's members.</param>
    /// <param name="member">The kernel's name of the member.</param>
    /// <param name="name">Name of the program in the object.</param>
    /// <param name="diagnostics">Receives what is wrong.</param>
    public static ProgramDeclaration? TryDescribe(MethodDesc method, ProgramKind kind, string member, string name, DiagnosticBag diagnostics)
    {
        bool hasOtherKinds = method.CustomAttributes.Any(attribute
            => attribute.TypeName != kind.Attribute && Array.Exists(ProgramKinds.All, other => other.Attribute == attribute.TypeName));
        DeclaredProgram program = DeclaredPrograms.Of(method, kind, [], hasOtherKinds) with
        {
            Probes =
            [
                new DeclaredProbe(["string"], [member])
                {
                    IsSleepable = method.FindAttribute(AttributeNames.StructOpsMember)?.Get("Sleepable", false) ?? false,
                },
            ],
        };
        return Describe(method, program, name, diagnostics);
    }

    private static ProgramDeclaration? Describe(MethodDesc method, DeclaredProgram program, string name, DiagnosticBag diagnostics)
    {
        SourceLocation? location = method.DebugInfo?.Find(0);
        ProgramKind kind = program.Kind;
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

        if (faults.Count == 0 && kind.Family == ProgramFamily.Uprobe)
        {
            foreach (string target in program.Targets.Distinct())
            {
                if (LibraryFunctions.Misspelled(target, kind.Arguments == ProgramArguments.ReturnValue) is var (file, near))
                {
                    diagnostics.Report(BpfDiagnostics.MisspelledFunction, location, target, file,
                        KernelText.List([.. near.Select(static name => $"'{name}'")], "or"));
                }
            }
        }

        string section = DeclaredProbe.SectionOf(program);
        return faults.Count > 0 ? null
            : new ProgramDeclaration(method, kind, name, section, DeclaredProbe.RecordsOf(kind, name, program.Probes))
            {
                Targets = program.Targets,
                IsLoaded = program.Probes.All(static probe => probe.IsLoaded),
                KindSection = kind.SectionWith(program.Probes[0].HasOption),
                IsSleepable = program.Probes[0].IsSleepable,
                HasCookie = program.Probes.Any(static probe => probe.Cookie != 0),
                ExceptionResult = program.ExceptionResult,
            };
    }
}
