using System.Globalization;
using Bpf.Analyzers.Declarations;
using Bpf.Analyzers.Layout;
using Bpf.Shared;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Bpf.Analyzers.Maps;

/// <summary>BPF0310: maps that the kernel fills with memory when it makes them have a size that machines have.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class MapMemoryAnalyzer : DeclarationAnalyzer
{
    private const long Gibibyte = 1L << 30;
    private const long Limit = Gibibyte;
    private const int TypicalProcessors = 8;
    private const int HashElement = 48; // sizeof(struct htab_elem)
    private const int LruElement = 80; // with its struct bpf_lru_node
    private const int HashBucket = 16; // sizeof(struct bucket)
    private const int StackTrace = 127 * 8; // PERF_MAX_STACK_DEPTH addresses
    private const uint NoPreallocation = 1; // BPF_F_NO_PREALLOC

    private static readonly DiagnosticDescriptor s_rule = Descriptors.Of(BpfDiagnostics.MapMemory);

    /// <summary>Creates the analyzer.</summary>
    public MapMemoryAnalyzer() : base(s_rule)
    {
    }

    private protected override SymbolKind Kind => SymbolKind.Field;

    private protected override void Analyze(SymbolAnalysisContext context, BpfSymbols symbols)
    {
        var field = (IFieldSymbol)context.Symbol;
        if (symbols.MapAttributeOf(field) is not { } attribute || !symbols.IsMap(field.Type))
        {
            return;
        }

        long bytes = MemoryOf(MapKind.Of(field.Type, symbols), MapArguments.Of(attribute));
        if (bytes > Limit)
        {
            string amount = (bytes / (double)Gibibyte).ToString("0.0", CultureInfo.InvariantCulture) + " GiB";
            context.ReportDiagnostic(Diagnostic.Create(s_rule, field.Locations[0], field.Name, amount));
        }
    }

    // What the kernel allocates for an empty map (kernel/bpf/arraymap.c, hashtab.c, queue_stack_maps.c, stackmap.c, ringbuf.c).
    private static long MemoryOf(MapKind kind, MapArguments arguments)
    {
        if (kind.IsSizedInBytes)
        {
            return arguments.ByteSize;
        }

        long entries = arguments.MaxEntries;
        long value = RoundUp(kind.Value is { } type ? TypeLayout.Of(type)?.Size ?? 0 : 0);
        long key = RoundUp(kind.KeySize);
        bool isEmpty = (arguments.Flags & NoPreallocation) != 0;
        return kind.Type switch
        {
            2 or 22 or 23 => entries * value,
            6 => entries * value * TypicalProcessors,
            1 => entries * (HashBucket + (isEmpty ? 0 : HashElement + key + value)),
            5 => entries * (HashBucket + (isEmpty ? 0 : HashElement + key + value * TypicalProcessors)),
            9 => entries * (HashBucket + LruElement + key + value),
            10 => entries * (HashBucket + LruElement + key + value * TypicalProcessors),
            3 or 4 or 8 or 12 => entries * sizeof(long),
            7 => entries * StackTrace,
            _ => 0,
        };
    }

    private static long RoundUp(long size) => (size + 7) / 8 * 8;
}
