namespace Bpf.Symbols.PerfMaps;

/// <summary>The tier that the .NET runtime appends to a name in a perf map: <c>void [App] App.Program::Run()[OptimizedTier1]</c>.</summary>
internal static class PerfMapTier
{
    private static readonly (string Suffix, CodeTier Tier)[] s_tiers =
    [
        ("[PreJIT]", CodeTier.ReadyToRun),
        ("[QuickJitted]", CodeTier.Tier0),
        ("[MinOptJitted]", CodeTier.Tier0),
        ("[Tier0]", CodeTier.Tier0),
        ("[Instrumented]", CodeTier.Tier0Instrumented),
        ("[InstrumentedTier0]", CodeTier.Tier0Instrumented),
        ("[InstrumentedTier1]", CodeTier.Tier1Instrumented),
        ("[OptimizedTier1]", CodeTier.Tier1),
        ("[OptimizedTier1OSR]", CodeTier.OnStackReplacement),
        ("[Optimized]", CodeTier.Optimized),
    ];

    /// <summary>Returns the name without the tier, and the tier.</summary>
    public static (string Name, CodeTier Tier) Split(string name)
    {
        foreach ((string suffix, CodeTier tier) in s_tiers)
        {
            if (name.Length > suffix.Length && name.EndsWith(suffix, StringComparison.Ordinal))
            {
                return (name[..^suffix.Length], tier);
            }
        }

        return (name, CodeTier.Unknown);
    }
}
