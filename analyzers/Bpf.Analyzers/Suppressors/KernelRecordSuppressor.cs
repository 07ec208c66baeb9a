using System.Collections.Immutable;
using Bpf.Shared;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Bpf.Analyzers.Suppressors;

/// <summary>
/// BPFSPR0003: the kernel fills the fields of kernel types, and of the structs that programs get as records. Warnings that a field is never assigned or never
/// used consider only the C# code; a field that nothing reads still gives the next one its place.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class KernelRecordSuppressor : DiagnosticSuppressor
{
    private const string Id = "BPFSPR0003";
    private const string Justification = "The kernel fills the field, and the fields before it determine its place";

    /// <inheritdoc/>
    public override ImmutableArray<SuppressionDescriptor> SupportedSuppressions { get; } =
    [
        new(Id, "CS0169", Justification), // never used
        new(Id, "CS0649", Justification), // never assigned
        new(Id, "CA1823", Justification), // unused private field
        new(Id, "IDE0044", Justification), // could be readonly
        new(Id, "IDE0051", Justification), // unused private member
    ];

    /// <inheritdoc/>
    public override void ReportSuppressions(SuppressionAnalysisContext context)
    {
        if (BpfSymbols.Of(context.Compilation) is not { } symbols)
        {
            return;
        }

        HashSet<ITypeSymbol>? records = null;
        foreach (Diagnostic diagnostic in context.ReportedDiagnostics)
        {
            if (diagnostic.Location.SourceTree is { } tree
                && tree.GetRoot(context.CancellationToken).FindNode(diagnostic.Location.SourceSpan) is { } node
                && (node.FirstAncestorOrSelf<VariableDeclaratorSyntax>() ?? node.FirstAncestorOrSelf<FieldDeclarationSyntax>()?.Declaration.Variables[0])
                    is { } syntax
                && context.GetSemanticModel(tree).GetDeclaredSymbol(syntax, context.CancellationToken)
                    is IFieldSymbol { IsStatic: false, ContainingType: { TypeKind: TypeKind.Struct } owner }
                && (BpfSymbols.Has(owner, symbols.KernelStructAttribute) || (records ??= RecordsOf(symbols)).Contains(owner.OriginalDefinition)))
            {
                context.ReportSuppression(Suppression.Create(SupportedSuppressions.First(row => row.SuppressedDiagnosticId == diagnostic.Id), diagnostic));
            }
        }
    }

    private static HashSet<ITypeSymbol> RecordsOf(BpfSymbols symbols)
    {
        HashSet<ITypeSymbol> records = new(SymbolEqualityComparer.Default);
        Collect(symbols.Compilation.Assembly.GlobalNamespace, symbols, records);
        return records;
    }

    private static void Collect(INamespaceOrTypeSymbol container, BpfSymbols symbols, HashSet<ITypeSymbol> records)
    {
        foreach (ISymbol member in container.GetMembers())
        {
            if (member is INamespaceOrTypeSymbol inner)
            {
                Collect(inner, symbols, records);
            }
            else if (member is IMethodSymbol { IsStatic: true, Parameters.Length: 1 } method
                && method.GetAttributes().Any(attribute => symbols.KindOf(attribute) is { Arguments: ProgramArguments.ContextStruct }))
            {
                AddRecord(method.Parameters[0].Type is IPointerTypeSymbol pointer ? pointer.PointedAtType : method.Parameters[0].Type, records);
            }
        }
    }

    private static void AddRecord(ITypeSymbol type, HashSet<ITypeSymbol> records)
    {
        if (type is { TypeKind: TypeKind.Struct, SpecialType: SpecialType.None } && records.Add(type.OriginalDefinition))
        {
            foreach (IFieldSymbol field in type.GetMembers().OfType<IFieldSymbol>().Where(static field => !field.IsStatic))
            {
                AddRecord(field.Type, records);
            }
        }
    }
}
