using Bpf.Analyzers.Declarations;
using Bpf.Analyzers.Language;
using Bpf.Analyzers.Layout;
using Bpf.Shared;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Bpf.Analyzers.Maps;

/// <summary>BPF0201 to BPF0203 and BPF0311: checks that map keys, values, records and variables have a layout that kernel and user space can share.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class MapTypeAnalyzer : DeclarationAnalyzer
{
    private static readonly DiagnosticDescriptor s_automaticLayout = Descriptors.Of(BpfDiagnostics.AutomaticLayout);
    private static readonly DiagnosticDescriptor s_keyPadding = Descriptors.Of(BpfDiagnostics.KeyPadding);
    private static readonly DiagnosticDescriptor s_sharedPointer = Descriptors.Of(BpfDiagnostics.SharedPointer);
    private static readonly DiagnosticDescriptor s_prefixLength = Descriptors.Of(BpfDiagnostics.PrefixLengthExpected);

    /// <summary>Creates the analyzer.</summary>
    public MapTypeAnalyzer() : base(s_automaticLayout, s_keyPadding, s_sharedPointer, s_prefixLength)
    {
    }

    private protected override SymbolKind Kind => SymbolKind.Field;

    private protected override void Analyze(SymbolAnalysisContext context, BpfSymbols symbols)
    {
        var field = (IFieldSymbol)context.Symbol;
        if (symbols.IsObject(field.ContainingType) && StaticData.IsVariable(field) && SharedLayout.FindAutomatic(StaticData.MemoryType(field)) is { } type)
        {
            Report(s_automaticLayout, NameOf(type));
            return;
        }

        if (symbols.MapAttributeOf(field) is null || MapSymbols.Of(field.Type) is not { } map)
        {
            return;
        }

        foreach (ITypeSymbol argument in ((INamedTypeSymbol)field.Type).TypeArguments)
        {
            if (SharedLayout.FindAutomatic(argument) is { } automatic)
            {
                Report(s_automaticLayout, NameOf(automatic));
            }
            else if (ContainsPointer(argument))
            {
                Report(s_sharedPointer, NameOf(argument));
            }
        }

        if (map.Key is not null && TypeLayout.Of(map.Key) is { Padding: > 0 } key)
        {
            Report(s_keyPadding, NameOf(map.Key), key.Padding);
        }

        if (map is { Kind.IsPrefixTrie: true, Key: { } prefixed })
        {
            if (FirstNumber(prefixed, isKey: true) is > 0 and not PrefixTrieKey.LengthSize and var first)
            {
                Report(s_prefixLength, NameOf(prefixed), $"a number of {first} bytes");
            }
            else if (LatePrefixLength(prefixed) is var (begin, later))
            {
                Report(s_prefixLength, NameOf(prefixed), $"'{begin.Name}', and '{later.Name}' comes after it");
            }
        }

        void Report(DiagnosticDescriptor rule, params object[] arguments) => context.ReportDiagnostic(Diagnostic.Create(rule, field.Locations[0], arguments));
    }

    // Size of the number at the start of a key; 0 when it is not conclusive: a key may be plain bytes, or a number that the program splits up.
    private static int FirstNumber(ITypeSymbol type, bool isKey)
    {
        if (!SharedLayout.IsStruct(type, out INamedTypeSymbol? structure))
        {
            return isKey ? 0 : TypeLayout.Of(type)?.Size ?? 0;
        }

        StructAttributes attributes = StructAttributes.Of(structure!);
        if (structure!.IsTupleType)
        {
            return SharedLayout.FieldsOf(structure).Max(static field => FirstNumber(field.Type, isKey: false)); // the widest comes first
        }

        return attributes is { Kind: System.Runtime.InteropServices.LayoutKind.Sequential, InlineArrayLength: 0 }
            && SharedLayout.FieldsOf(structure).FirstOrDefault() is { IsFixedSizeBuffer: false } first ? FirstNumber(first.Type, isKey: false) : 0;
    }

    // A field that is called prefix length, behind another number.
    private static (IFieldSymbol First, IFieldSymbol Length)? LatePrefixLength(ITypeSymbol type)
    {
        if (!SharedLayout.IsStruct(type, out INamedTypeSymbol? structure) || structure!.IsTupleType
            || StructAttributes.Of(structure).Kind != System.Runtime.InteropServices.LayoutKind.Sequential)
        {
            return null;
        }

        IFieldSymbol[] fields = [.. SharedLayout.FieldsOf(structure)];
        return fields.Length > 1 && FirstNumber(fields[0].Type, isKey: false) > 0 && !Mentions(fields[0], "prefix", "len", "bits", "mask")
            && fields.Skip(1).FirstOrDefault(static field => Mentions(field, "prefixlen", "prefix_len", "prefixbits")) is { } length
            ? (fields[0], length) : null;
    }

    private static bool Mentions(IFieldSymbol field, params string[] words)
        => words.Any(word => (field.AssociatedSymbol ?? field).Name.IndexOf(word, StringComparison.OrdinalIgnoreCase) >= 0);

    private static string NameOf(ITypeSymbol type) => type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat);

    private static bool ContainsPointer(ITypeSymbol type) => type is IPointerTypeSymbol or IFunctionPointerTypeSymbol
        || (SharedLayout.IsStruct(type, out INamedTypeSymbol? structure) && !KernelFields.Owns(structure!.ToDisplayString())
            && SharedLayout.FieldsOf(structure!).Any(static field => !field.IsFixedSizeBuffer && ContainsPointer(field.Type)));
}
