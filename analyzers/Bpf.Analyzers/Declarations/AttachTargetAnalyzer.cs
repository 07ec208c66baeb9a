using Bpf.Shared;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Bpf.Analyzers.Declarations;

/// <summary>BPF0005: checks that attach targets of user-space probes and perf events are well formed.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class AttachTargetAnalyzer : DeclarationAnalyzer
{
    private static readonly DiagnosticDescriptor s_malformed = Descriptors.Of(BpfDiagnostics.AttachTargetMalformed);

    /// <summary>Creates the analyzer.</summary>
    public AttachTargetAnalyzer() : base(s_malformed)
    {
    }

    private protected override SymbolKind Kind => SymbolKind.Method;

    private protected override void Analyze(SymbolAnalysisContext context, BpfSymbols symbols)
    {
        foreach (AttributeData attribute in context.Symbol.GetAttributes())
        {
            if (symbols.KindOf(attribute) is { Family: ProgramFamily.PerfEvent })
            {
                if (ProbeAttributes.EventOf(attribute, out string? fault) is var perfEvent && fault is not null)
                {
                    context.ReportDiagnostic(Diagnostic.Create(s_malformed, LocationOf(attribute, context.CancellationToken), perfEvent ?? "", fault));
                }
            }
            else if (symbols.KindOf(attribute) is { Family: ProgramFamily.Uprobe } kind
                && attribute.ConstructorArguments.FirstOrDefault() is { Kind: TypedConstantKind.Primitive, Value: string target }
                && !AttachTargetSyntax.TryParse(target, kind.Arguments == ProgramArguments.ReturnValue, out _, out string? error))
            {
                context.ReportDiagnostic(Diagnostic.Create(s_malformed, LocationOf(attribute, context.CancellationToken), target, error));
            }
        }
    }

    private static Location? LocationOf(AttributeData attribute, CancellationToken cancellation)
        => attribute.ApplicationSyntaxReference?.GetSyntax(cancellation) is AttributeSyntax { ArgumentList: { } list } && list.Arguments.Count > 0
            ? list.Arguments[0].GetLocation()
            : null;
}
