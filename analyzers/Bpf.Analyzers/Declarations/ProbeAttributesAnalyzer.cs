using Bpf.Shared;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Bpf.Analyzers.Declarations;

/// <summary>BPF0010: checks that several probe attributes of one method do not conflict.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ProbeAttributesAnalyzer : ProgramAnalyzer
{
    private static readonly DiagnosticDescriptor s_disagree = Descriptors.Of(BpfDiagnostics.ProbeAttributesDisagree);

    /// <summary>Creates the analyzer.</summary>
    public ProbeAttributesAnalyzer() : base(s_disagree)
    {
    }

    private protected override void Analyze(SymbolAnalysisContext context, BpfSymbols symbols, IMethodSymbol program, ProgramKind kind)
    {
        if (kind.Family != ProgramFamily.Uprobe)
        {
            return;
        }

        ProbeAttribute[] attributes = [.. program.GetAttributes().Where(attribute => symbols.KindOf(attribute) == kind).Select(Describe)];
        if (ProbeAttributeRule.Violation(attributes) is { } violation)
        {
            context.ReportDiagnostic(Diagnostic.Create(s_disagree, program.Locations[0], program.Name, violation));
        }
    }

    private static ProbeAttribute Describe(AttributeData attribute)
    {
        string? target = attribute.ConstructorArguments.FirstOrDefault() is { Kind: TypedConstantKind.Primitive, Value: string text } ? text : null;
        return new(target, Get("Single", false), Get("Sleepable", false), Get("AutoLoad", true), Get("ProcessId", AttachRecord.AllProcesses));

        T Get<T>(string name, T missing)
            => attribute.NamedArguments.FirstOrDefault(argument => argument.Key == name).Value.Value is T value ? value : missing;
    }
}
