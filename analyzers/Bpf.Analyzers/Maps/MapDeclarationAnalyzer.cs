using Bpf.Analyzers.Declarations;
using Bpf.Analyzers.Layout;
using Bpf.Shared;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Bpf.Analyzers.Maps;

/// <summary>BPF0300, BPF0301 and BPF0303: map fields of a BPF object are declared in full.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class MapDeclarationAnalyzer : DeclarationAnalyzer
{
    private const uint NumaNode = 1U << 2; // BPF_F_NUMA_NODE

    private static readonly DiagnosticDescriptor s_notReadOnly = Descriptors.Of(BpfDiagnostics.MapNotReadOnly);
    private static readonly DiagnosticDescriptor s_invalid = Descriptors.Of(BpfDiagnostics.MapInvalid);
    private static readonly DiagnosticDescriptor s_withoutAttribute = Descriptors.Of(BpfDiagnostics.MapWithoutAttribute);

    /// <summary>Creates the analyzer.</summary>
    public MapDeclarationAnalyzer() : base(s_notReadOnly, s_invalid, s_withoutAttribute)
    {
    }

    private protected override SymbolKind Kind => SymbolKind.Field;

    private protected override void Analyze(SymbolAnalysisContext context, BpfSymbols symbols)
    {
        var field = (IFieldSymbol)context.Symbol;
        AttributeData? attribute = symbols.MapAttributeOf(field);
        if (attribute is null)
        {
            if (symbols.IsMap(field.Type) && symbols.IsObject(field.ContainingType))
            {
                Report(s_withoutAttribute);
            }

            return;
        }

        if (!symbols.IsMap(field.Type))
        {
            Report(s_invalid, $"'{field.Type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat)}' is not a map type");
            return;
        }

        if (!field.IsStatic || !field.IsReadOnly)
        {
            Report(s_notReadOnly);
        }

        if (FaultOf(MapKind.Of(field.Type, symbols), MapArguments.Of(attribute)) is { } fault)
        {
            Report(s_invalid, fault);
        }

        void Report(DiagnosticDescriptor rule, string? reason = null)
            => context.ReportDiagnostic(Diagnostic.Create(rule, field.Locations[0], field.Name, reason));
    }

    private static string? FaultOf(MapKind kind, MapArguments arguments)
    {
        if (kind.IsSizedInBytes)
        {
            return arguments.ByteSize <= 0 ? "ByteSize must be given and positive"
                : (arguments.Flags & ~NumaNode) != 0 ? "a ring buffer takes no flags but NumaNode"
                : kind.Record is { } record && TypeLayout.Of(record) is { } layout ? RingBufferRoom.FaultOf(layout.Size, arguments.ByteSize)
                : null;
        }

        if (kind.CountsEntries && arguments.MaxEntries <= 0)
        {
            return "MaxEntries must be given and positive";
        }

        if (LocalStorage.Is(kind.Type) && LocalStorage.FaultOf(arguments.MaxEntries) is { } storage)
        {
            return storage;
        }

        if (kind is { IsPrefixTrie: true, KeySize: > 0 } && PrefixTrieKey.FaultOf(kind.KeySize) is { } prefix)
        {
            return prefix;
        }

        return kind.KeySize > MapKind.MaximumKeySize ? $"the key has {kind.KeySize} bytes; the limit is {MapKind.MaximumKeySize}" : null;
    }
}
