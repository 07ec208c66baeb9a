using System.Globalization;
using Bpf.Analyzers.Declarations;
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

    private static readonly DiagnosticDescriptor s_rule = Descriptors.Of(BpfDiagnostics.MapMemory);

    /// <summary>Creates the analyzer.</summary>
    public MapMemoryAnalyzer() : base(s_rule)
    {
    }

    private protected override SymbolKind Kind => SymbolKind.Field;

    private protected override void Analyze(SymbolAnalysisContext context, BpfSymbols symbols)
    {
        var field = (IFieldSymbol)context.Symbol;
        if (symbols.MapAttributeOf(field) is not { } attribute || DeclaredMaps.Of(field, attribute) is not { } map)
        {
            return;
        }

        long bytes = MemoryOf(map);
        if (bytes > Limit)
        {
            string amount = (bytes / (double)Gibibyte).ToString("0.0", CultureInfo.InvariantCulture) + " GiB";
            context.ReportDiagnostic(Diagnostic.Create(s_rule, field.Locations[0], field.Name, amount));
        }
    }

    // What the kernel allocates for an empty map (kernel/bpf/arraymap.c, hashtab.c, queue_stack_maps.c, stackmap.c, ringbuf.c).
    private static long MemoryOf(DeclaredMap map)
    {
        if (map.Kind.Capacity == MapCapacity.Bytes)
        {
            return map.ByteSize;
        }

        long entries = map.MaxEntries;
        long value = RoundUp(map.Value?.Size ?? 0);
        long key = RoundUp(map.Key?.Size ?? 0);
        bool isEmpty = (map.Flags & MapFlags.NoPreallocation) != 0;
        return map.Kind.Type switch
        {
            MapType.Array or MapType.Queue or MapType.Stack => entries * value,
            MapType.PerCpuArray => entries * value * TypicalProcessors,
            MapType.Hash => entries * (HashBucket + (isEmpty ? 0 : HashElement + key + value)),
            MapType.PerCpuHash => entries * (HashBucket + (isEmpty ? 0 : HashElement + key + value * TypicalProcessors)),
            MapType.LruHash => entries * (HashBucket + LruElement + key + value),
            MapType.LruPerCpuHash => entries * (HashBucket + LruElement + key + value * TypicalProcessors),
            MapType.ProgramArray or MapType.PerfEventArray or MapType.CgroupArray or MapType.ArrayOfMaps => entries * sizeof(long),
            MapType.StackTrace => entries * StackTrace,
            _ => 0,
        };
    }

    private static long RoundUp(long size) => (size + 7) / 8 * 8;
}
