using Bpf.Analyzers.Operations;
using System.Collections.Immutable;
using Bpf.Shared;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Bpf.Analyzers.Language;

/// <summary>BPF0140: reports calls to framework methods that exist to throw.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ThrowingCallAnalyzer : LanguageAnalyzer
{
    private static readonly DiagnosticDescriptor s_rule = Descriptors.OfCode(BpfDiagnostics.ThrowingCall);

    private static readonly SymbolDisplayFormat s_fullName =
        new(typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameAndContainingTypesAndNamespaces);

    /// <summary>Creates the analyzer.</summary>
    public ThrowingCallAnalyzer() : base(s_rule)
    {
    }

    private protected override ImmutableArray<OperationKind> Kinds => [OperationKind.Invocation];

    private protected override void Analyze(in BpfOperation operation)
    {
        IMethodSymbol method = ((IInvocationOperation)operation.Operation).TargetMethod;
        if (IsFramework(method)
            && ThrowingMethods.AdviceFor(NameOf(method.ContainingType), method.Name, NameOf(method.Parameters.FirstOrDefault()?.Type),
            NameOf(method.ReturnType)) is { } advice)
        {
            operation.Report(s_rule, $"{method.ContainingType.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat)}.{method.Name}", advice);
        }
    }

    private static bool IsFramework(ISymbol symbol)
    {
        INamespaceSymbol? root = symbol.ContainingNamespace;
        while (root is { ContainingNamespace: { IsGlobalNamespace: false } outer })
        {
            root = outer;
        }

        return root?.Name == "System" && symbol.DeclaringSyntaxReferences.IsEmpty;
    }

    private static string NameOf(ITypeSymbol? type) => type switch
    {
        null => "",
        { SpecialType: not SpecialType.None } => $"System.{type.Name}",
        _ => type.ToDisplayString(s_fullName),
    };
}
