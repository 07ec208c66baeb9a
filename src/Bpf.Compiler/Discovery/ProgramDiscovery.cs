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
               select (kind, attribute),
        ];
        if (found.Length == 0)
        {
            return null;
        }

        SourceLocation? location = method.DebugInfo?.Find(0);
        (ProgramKind first, AttributeData data) = found[0];
        (ProgramForm form, string name) = DeclaredPrograms.FormOf(method);
        if (ProgramForms.FaultOf(form, name, first.Attribute["Bpf.".Length..^"Attribute".Length]) is { } fault)
        {
            diagnostics.Report(fault.Diagnostic, location, fault.Arguments);
            return null;
        }

        IEnumerable<string> targets = found.Where(item => item.Kind == first).Select(item => TargetOf(item.Attribute)).OfType<string>();
        DeclaredProgram program = DeclaredPrograms.Of(method, first, found.Any(item => item.Kind != first), targets);
        ProgramFault[] faults = [.. ProgramRules.FaultsOf(program)];
        if (faults.Length == 0)
        {
            // The analyzer gives the warnings, while typing and in the build.
            faults = [.. KernelSignatureRules.FaultsOf(program, minimum: null).Where(static item => item.Fault.Diagnostic.Level == DiagnosticLevel.Error)];
        }

        foreach (ProgramFault item in faults)
        {
            diagnostics.Report(item.Fault.Diagnostic, location, item.Fault.Arguments);
        }

        if (Array.Exists(faults, static item => item.Part == ProgramPart.Method && item.Fault.Diagnostic != BpfDiagnostics.TooManyProbeArguments))
        {
            return null;
        }

        AttributeData[] attributes = [.. found.Select(item => item.Attribute)];
        return Check(method, first, attributes, location, diagnostics) && faults.Length == 0
            ? new ProgramDeclaration(method, first, method.Name, SectionOf(first, data), RecordsOf(first, method.Name, attributes))
            {
                IsLoaded = attributes.All(attribute => attribute.Get("AutoLoad", true)),
                IsSleepable = data.Get("Sleepable", false),
                HasCookie = attributes.Any(attribute => CookieOf(attribute) != 0),
            }
            : null;
    }

    private static bool Check(MethodDesc method, ProgramKind kind, AttributeData[] attributes, SourceLocation? location, DiagnosticBag diagnostics)
        => CheckExceptionResult(method, kind, location, diagnostics)
            & (kind.Family is not (ProgramFamily.Uprobe or ProgramFamily.PerfEvent) || CheckProbes(method, kind, attributes, location, diagnostics));

    private static bool CheckExceptionResult(MethodDesc method, ProgramKind kind, SourceLocation? location, DiagnosticBag diagnostics)
    {
        if (ExceptionResult.Find(method) is not { } result)
        {
            return true;
        }

        if (!kind.Verdict.Allows(result.Number))
        {
            diagnostics.Report(BpfDiagnostics.VerdictOutOfRange, location, result.Number, method.Name, kind.Verdict.List());
            return false;
        }

        if (kind.Verdict.Fault(DeclaredPrograms.FullNameOf(result.Type)) is not null)
        {
            diagnostics.Report(BpfDiagnostics.ForeignVerdict, location, $"{result.Type.DisplayName} {result.Number}", method.Name, kind.Verdict.Description);
            return false;
        }

        return true;
    }

    private static bool CheckProbes(MethodDesc method, ProgramKind kind, AttributeData[] attributes, SourceLocation? location, DiagnosticBag diagnostics)
    {
        bool isGood = true;
        foreach (AttributeData attribute in attributes)
        {
            if (FaultOf(kind, attribute) is var (target, reason))
            {
                diagnostics.Report(BpfDiagnostics.AttachTargetMalformed, location, target, reason);
                isGood = false;
            }
        }

        if (ProbeAttributeRule.Violation([.. attributes.Select(Describe)]) is { } violation)
        {
            diagnostics.Report(BpfDiagnostics.ProbeAttributesDisagree, location, method.Name, violation);
            isGood = false;
        }

        return isGood;
    }

    private static (string Target, string Reason)? FaultOf(ProgramKind kind, AttributeData attribute)
    {
        string? reason = null;
        string target = kind.Family == ProgramFamily.PerfEvent ? EventOf(attribute, out reason) ?? "" : TargetOf(attribute) ?? "";
        if (kind.Family == ProgramFamily.Uprobe && target.Length > 0)
        {
            AttachTargetSyntax.TryParse(target, kind.Arguments == ProgramArguments.ReturnValue, out _, out reason);
        }

        return reason is null ? null : (target, reason);
    }

    private static ProbeAttribute Describe(AttributeData attribute)
        => new(TargetOf(attribute), attribute.Get("Single", false), attribute.Get("Sleepable", false), attribute.Get("AutoLoad", true), ProcessIdOf(attribute));

    private static string? TargetOf(AttributeData attribute)
        => attribute.Arguments.Length > 0 ? attribute.Arguments[0] as string ?? EventOf(attribute, out _) : null;

    private static string? EventOf(AttributeData attribute, out string? fault)
        => PerfEventDeclaration.TargetOf(
            [.. attribute.ArgumentTypes.Select(DeclaredPrograms.FullNameOf)],
            attribute.Arguments,
            attribute.Get("Frequency", 0U),
            attribute.Get("Period", 0UL),
            out fault);

    private static int ProcessIdOf(AttributeData attribute) => attribute.Get("ProcessId", AttachRecord.AllProcesses);

    private static ulong CookieOf(AttributeData attribute) => attribute.Get("Cookie", 0UL);

    private static AttachRecord[] RecordsOf(ProgramKind kind, string program, AttributeData[] attributes)
        => attributes is [var only] && CookieOf(only) == 0 && ProcessIdOf(only) == AttachRecord.AllProcesses
            && (kind.Family != ProgramFamily.PerfEvent || TargetOf(only) is null)
            ? []
            : [.. attributes.Select(attribute => new AttachRecord(program, TargetOf(attribute) ?? "", CookieOf(attribute), ProcessIdOf(attribute)))];

    private static string SectionOf(ProgramKind kind, AttributeData attribute)
    {
        string section = kind.Section;
        if (attribute.Get("Single", false))
        {
            section += ".single";
        }

        if (attribute.Get("Sleepable", false))
        {
            section += ".s";
        }

        // The section of a perf event has no room for its target.
        if (kind.Family != ProgramFamily.PerfEvent && TargetOf(attribute) is { Length: > 0 } target)
        {
            // A tracepoint is written category:name in C#, as in tracing tools, but as two path segments in section names.
            section += "/" + (kind.ProgramType == "TRACEPOINT" ? target.Replace(':', '/') : target);
        }

        return attribute.Get("AutoLoad", true) ? section : "?" + section;
    }
}
