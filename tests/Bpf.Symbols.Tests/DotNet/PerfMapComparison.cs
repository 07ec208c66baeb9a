using Bpf.Symbols.DotNet;
using Bpf.Symbols.Memory;

namespace Bpf.Symbols.Tests.DotNet;

/// <summary>What the resolver says about the methods of a perf map that the runtime itself wrote.</summary>
internal sealed class PerfMapComparison
{
    private static readonly Dictionary<string, CodeTier> s_tiers = new()
    {
        ["OptimizedTier1"] = CodeTier.Tier1,
        ["OptimizedTier1OSR"] = CodeTier.OnStackReplacement,
        ["InstrumentedTier"] = CodeTier.Tier0Instrumented,
        ["InstrumentedTierOptimized"] = CodeTier.Tier1Instrumented,
        ["Optimized"] = CodeTier.Optimized,
        ["QuickJitted"] = CodeTier.Tier0,
    };

    private readonly List<string> _differences = [];

    public PerfMapComparison(int processId, IReadOnlyList<PerfMapEntry> entries)
    {
        using ProcessMemory memory = ProcessMemory.Open(processId);
        using DotNetResolver resolver = DotNetResolver.Open(processId, memory, ProcessMaps.Read(processId));
        Source = resolver.Source;
        foreach (PerfMapEntry entry in entries)
        {
            Count++;
            foreach (ulong address in (ulong[])[entry.Start, entry.Start + (entry.Size / 2), entry.Start + entry.Size - 1])
            {
                string? difference = Difference(resolver, entry, address);
                if (difference is not null)
                {
                    _differences.Add($"{difference}: {entry.Start:x} {entry.Text}");
                    break;
                }
            }
        }
    }

    public NameSource Source { get; }

    public int Count { get; private set; }

    public int TiersKnown { get; private set; }

    public IReadOnlyList<string> Differences => _differences;

    private string? Difference(DotNetResolver resolver, PerfMapEntry entry, ulong address)
    {
        if (!resolver.TryResolve(address, out CodeSymbol? symbol) || symbol.Kind != CodeKind.Managed)
        {
            return $"not found ({symbol?.Kind})";
        }

        int parameters = ParametersOf(symbol.RawName);
        string name = symbol.RawName[..parameters];
        if (symbol.Start != entry.Start || symbol.Size < entry.Size)
        {
            return $"start {symbol.Start:x} size {symbol.Size:x}";
        }

        // The runtime leaves out the type arguments of methods.
        if (name != entry.RawName && !(name.StartsWith($"{entry.RawName}<", StringComparison.Ordinal) && name.EndsWith('>')))
        {
            return $"name '{name}' not '{entry.RawName}'";
        }

        if (!entry.IsDynamic && Path.GetFileNameWithoutExtension($"{symbol.Module}.") != entry.Assembly && symbol.Module != $"{entry.Assembly}.dll")
        {
            return $"module '{symbol.Module}'";
        }

        TiersKnown += address == entry.Start && symbol.Tier != CodeTier.Unknown ? 1 : 0;
        return symbol.Tier == CodeTier.Unknown || symbol.Tier == s_tiers[entry.TierText] ? null : $"tier {symbol.Tier}";
    }

    // The list of parameters is the last pair of parentheses; types in it may have parentheses of their own only in brackets.
    private static int ParametersOf(string raw)
    {
        if (!raw.EndsWith(')'))
        {
            return raw.Length;
        }

        return raw.LastIndexOf('(');
    }
}
