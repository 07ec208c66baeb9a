using Bpf.Shared;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Bpf.Analyzers.Declarations;

/// <summary>BPF0009: reports nested BPF objects without a skeleton, because a containing type is generic or not partial.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class SkeletonAnalyzer : DeclarationAnalyzer
{
    private static readonly DiagnosticDescriptor s_notPartial = Descriptors.Of(BpfDiagnostics.ContainerNotPartial);

    /// <summary>Creates the analyzer.</summary>
    public SkeletonAnalyzer() : base(s_notPartial)
    {
    }

    private protected override SymbolKind Kind => SymbolKind.NamedType;

    private protected override void Analyze(SymbolAnalysisContext context, BpfSymbols symbols)
    {
        var type = (INamedTypeSymbol)context.Symbol;
        if (!symbols.IsObject(type) || context.Compilation.GetTypeByMetadataName("Bpf.Runtime.BpfObject") is null)
        {
            return;
        }

        for (INamedTypeSymbol? container = type.ContainingType; container is not null; container = container.ContainingType)
        {
            if (container.IsGenericType || !IsPartial(container, context.CancellationToken))
            {
                context.ReportDiagnostic(Diagnostic.Create(s_notPartial, type.Locations[0], type.Name, container.Name));
                return;
            }
        }
    }

    private static bool IsPartial(INamedTypeSymbol type, CancellationToken cancellation)
        => type.DeclaringSyntaxReferences.All(reference =>
            reference.GetSyntax(cancellation) is TypeDeclarationSyntax declaration && declaration.Modifiers.Any(SyntaxKind.PartialKeyword));
}
