using Bpf.Analyzers.Operations;
using Bpf.Shared;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Bpf.Analyzers.Language;

/// <summary>BPF0106: reports delegates in BPF code, except callbacks of the vocabulary, and those of LINQ, which has its own rule.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class DelegateAnalyzer : TypeUseAnalyzer
{
    private static readonly DiagnosticDescriptor s_rule = Descriptors.OfCode(BpfDiagnostics.DelegateUse);

    /// <summary>Creates the analyzer.</summary>
    public DelegateAnalyzer() : base(s_rule)
    {
    }

    private protected override bool IsForbidden(ITypeSymbol type, BpfSymbols symbols) => type.TypeKind == TypeKind.Delegate;

    private protected override bool IsExempt(IOperation operation, BpfSymbols symbols)
        => operation is IConversionOperation { Operand: IDelegateCreationOperation inner } ? IsExempt(operation, inner, symbols)
            : operation.Parent is IConversionOperation conversion ? IsExempt(conversion, operation, symbols) // to Delegate
            : IsExempt(operation, operation, symbols);

    private static bool IsExempt(IOperation place, IOperation creation, BpfSymbols symbols)
        => place.Parent is IArgumentOperation { Parent: { } call }
            && (LinqAnalyzer.IsLinq(call)
                || call is IInvocationOperation { TargetMethod: { } method } && symbols.IsVocabulary(method) && IsStateless(creation));

    // It becomes a function with a constant address.
    private static bool IsStateless(IOperation operation) => operation is IDelegateCreationOperation creation && creation.Target switch
    {
        IAnonymousFunctionOperation function => !function.Descendants().Any(use => IsCapture(use, function.Syntax)),
        IMethodReferenceOperation { Instance: null } => true,
        _ => false,
    };

    private static bool IsCapture(IOperation use, SyntaxNode function)
    {
        ISymbol? variable = use switch
        {
            ILocalReferenceOperation { Local.IsConst: false } local => local.Local,
            IParameterReferenceOperation parameter => parameter.Parameter,
            _ => null,
        };
        return variable is not null
            && !variable.DeclaringSyntaxReferences.Any(place => place.SyntaxTree == function.SyntaxTree && function.Span.Contains(place.Span));
    }

    private protected override void ReportUse(in BpfOperation operation, Location location, ITypeSymbol type) => operation.Report(s_rule, location);
}
