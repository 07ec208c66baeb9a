using Bpf.Analyzers.Declarations;
using Bpf.Analyzers.Layout;
using Bpf.Shared;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Bpf.Analyzers.Maps;

/// <summary>BPF0455, BPF0456: checks that the objects of a list or tree have a node, and that map values and static fields with one have a lock.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class CollectionAnalyzer : DeclarationAnalyzer
{
    private static readonly DiagnosticDescriptor s_node = Descriptors.Of(BpfDiagnostics.CollectionNode);
    private static readonly DiagnosticDescriptor s_lock = Descriptors.Of(BpfDiagnostics.CollectionWithoutLock);

    /// <summary>Creates the analyzer.</summary>
    public CollectionAnalyzer() : base(s_node, s_lock)
    {
    }

    private protected override SymbolKind Kind => SymbolKind.Field;

    private protected override void Analyze(SymbolAnalysisContext context, BpfSymbols symbols)
    {
        var field = (IFieldSymbol)context.Symbol;
        if (!field.IsStatic)
        {
            AnalyzeNode(context, field, symbols);
        }
        else if (HeldBy(field, symbols) is { } held && SharedLayout.FindUnlocked(held) is { } collection)
        {
            context.ReportDiagnostic(Diagnostic.Create(s_lock, field.Locations[0], NameOf(held), NameOf(collection)));
        }
    }

    private static ITypeSymbol? HeldBy(IFieldSymbol field, BpfSymbols symbols)
        => MapSymbols.Of(field.Type)?.Value ?? (symbols.IsObject(field.ContainingType) && StaticData.IsVariable(field) ? StaticData.MemoryType(field) : null);

    private static void AnalyzeNode(SymbolAnalysisContext context, IFieldSymbol field, BpfSymbols symbols)
    {
        if (field.Type is not INamedTypeSymbol { Arity: 1 } collection || collection.TypeArguments[0] is not INamedTypeSymbol { TypeKind: TypeKind.Struct } item
            || !symbols.IsVocabulary(collection) || CollectionRules.NodeOf(PlainName(collection)) is not { } node)
        {
            return;
        }

        string? named = (string?)field.GetAttributes().FirstOrDefault(static attribute => attribute.AttributeClass?.ToDisplayString() == AttributeNames.Node)
            ?.ConstructorArguments.FirstOrDefault().Value;
        (_, DeclarationFault? fault) = CollectionRules.FieldOf(field.Name, node, NameOf(item), named,
            SharedLayout.FieldsOf(item).Select(static member => (member.Name, PlainName(member.Type))));
        if (fault is not null)
        {
            context.ReportDiagnostic(Diagnostic.Create(s_node, field.Locations[0], fault.Arguments));
        }
    }

    private static string NameOf(ITypeSymbol type) => type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat);

    private static string PlainName(ITypeSymbol type) => KernelFields.PlainName(type.ToDisplayString());
}
