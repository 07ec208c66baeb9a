using System.Runtime.InteropServices;
using Bpf.Analyzers.Declarations;
using Bpf.Analyzers.Layout;
using Bpf.Shared;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Bpf.Analyzers.Maps;

/// <summary>BPF0201 to BPF0204: keys, values and records of maps have a layout that kernel and user space can share.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class MapTypeAnalyzer : DeclarationAnalyzer
{
    private const int MaximumPerCpuValueSize = 32 * 1024; // PCPU_MIN_UNIT_SIZE

    private static readonly DiagnosticDescriptor s_automaticLayout = Descriptors.Of(BpfDiagnostics.AutomaticLayout);
    private static readonly DiagnosticDescriptor s_keyPadding = Descriptors.Of(BpfDiagnostics.KeyPadding);
    private static readonly DiagnosticDescriptor s_sharedPointer = Descriptors.Of(BpfDiagnostics.SharedPointer);
    private static readonly DiagnosticDescriptor s_tooLarge = Descriptors.Of(BpfDiagnostics.TypeTooLarge);

    /// <summary>Creates the analyzer.</summary>
    public MapTypeAnalyzer() : base(s_automaticLayout, s_keyPadding, s_sharedPointer, s_tooLarge)
    {
    }

    private protected override SymbolKind Kind => SymbolKind.Field;

    private protected override void Analyze(SymbolAnalysisContext context, BpfSymbols symbols)
    {
        var field = (IFieldSymbol)context.Symbol;
        if (symbols.MapAttributeOf(field) is null || field.Type is not INamedTypeSymbol mapType || !symbols.IsMap(mapType))
        {
            return;
        }

        MapKind kind = MapKind.Of(mapType, symbols);
        foreach (ITypeSymbol argument in mapType.TypeArguments)
        {
            if (ContainsAutomaticLayout(argument))
            {
                Report(s_automaticLayout, NameOf(argument));
            }
            else if (ContainsPointer(argument))
            {
                Report(s_sharedPointer, NameOf(argument));
            }
        }

        if (kind.Key is not null && TypeLayout.Of(kind.Key) is { Padding: > 0 } key)
        {
            Report(s_keyPadding, NameOf(kind.Key), key.Padding);
        }

        if (kind is { IsPerCpu: true, Value: { } valueType } && TypeLayout.Of(valueType) is { Size: > MaximumPerCpuValueSize } value)
        {
            Report(s_tooLarge, NameOf(valueType), value.Size, MaximumPerCpuValueSize);
        }

        void Report(DiagnosticDescriptor rule, params object[] arguments) => context.ReportDiagnostic(Diagnostic.Create(rule, field.Locations[0], arguments));
    }

    private static string NameOf(ITypeSymbol type) => type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat);

    private static bool ContainsAutomaticLayout(ITypeSymbol type) => IsUserStruct(type, out INamedTypeSymbol? structure)
        && (StructAttributes.Of(structure!).Kind == LayoutKind.Auto || FieldsOf(structure!).Any(static field => ContainsAutomaticLayout(field.Type)));

    private static bool ContainsPointer(ITypeSymbol type) => type is IPointerTypeSymbol or IFunctionPointerTypeSymbol
        || (IsUserStruct(type, out INamedTypeSymbol? structure)
            && FieldsOf(structure!).Any(static field => !field.IsFixedSizeBuffer && ContainsPointer(field.Type)));

    private static IEnumerable<IFieldSymbol> FieldsOf(INamedTypeSymbol structure)
        => structure.GetMembers().OfType<IFieldSymbol>().Where(static field => !field.IsStatic && !field.IsConst);

    private static bool IsUserStruct(ITypeSymbol type, out INamedTypeSymbol? structure)
    {
        structure = type is { TypeKind: TypeKind.Struct, SpecialType: SpecialType.None, IsUnmanagedType: true } ? type as INamedTypeSymbol : null;
        return structure is not null;
    }
}
