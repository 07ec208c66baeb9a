using System.Linq;

namespace Bpf.Shared;

/// <summary>The names that <c>perf list</c> gives to events.</summary>
internal static class PerfEventNames
{
    // enum perf_sw_ids, include/uapi/linux/perf_event.h, by number; the dummy events between them do not sample.
    private static readonly string?[] s_software =
    [
        "cpu-clock", "task-clock", "page-faults", "context-switches", "cpu-migrations", "minor-faults", "major-faults", "alignment-faults", "emulation-faults",
        null, null, "cgroup-switches",
    ];

    // enum perf_hw_id
    private static readonly string?[] s_hardware =
    [
        "cycles", "instructions", "cache-references", "cache-misses", "branches", "branch-misses", "bus-cycles", "stalled-cycles-frontend",
        "stalled-cycles-backend", "ref-cycles",
    ];

    private static readonly string[] s_caches = ["L1-dcache", "L1-icache", "LLC", "dTLB", "iTLB", "branch", "node"]; // enum perf_hw_cache_id
    private static readonly string[] s_operations = ["load", "store", "prefetch"]; // enum perf_hw_cache_op_id
    private static readonly string[] s_accesses = ["r", "w", "x"]; // HW_BREAKPOINT_R, _W, _X, by bit

    /// <summary>The number of a cache event: cache, operation and result in a byte each.</summary>
    public static ulong CacheConfig(ulong cache, ulong operation, ulong result) => cache | (operation << 8) | (result << 16);

    /// <summary>Returns the name of an event; null when it has none.</summary>
    public static string? Find(uint type, ulong config) => type switch
    {
        PerfEventSyntax.Software => At(s_software, config),
        PerfEventSyntax.Hardware => At(s_hardware, config),
        PerfEventSyntax.Cache => CacheName(config & 0xFF, (config >> 8) & 0xFF, config >> 16),
        _ => null,
    };

    /// <summary>Returns the event of a name; null when there is none.</summary>
    public static PerfEventSyntax? Find(string name)
    {
        if (Array.IndexOf(s_software, name) is >= 0 and int software)
        {
            return new PerfEventSyntax(PerfEventSyntax.Software, (ulong)software);
        }

        if (Array.IndexOf(s_hardware, name) is >= 0 and int hardware)
        {
            return new PerfEventSyntax(PerfEventSyntax.Hardware, (ulong)hardware);
        }

        foreach (ulong config in
            from cache in Enumerable.Range(0, s_caches.Length)
            from operation in Enumerable.Range(0, s_operations.Length)
            from result in Enumerable.Range(0, 2)
            select CacheConfig((ulong)cache, (ulong)operation, (ulong)result))
        {
            if (Find(PerfEventSyntax.Cache, config) == name)
            {
                return new PerfEventSyntax(PerfEventSyntax.Cache, config);
            }
        }

        return null;
    }

    /// <summary>Letters for the accesses of a breakpoint.</summary>
    public static string OfAccesses(uint accesses) => string.Concat(s_accesses.Where((_, bit) => ((accesses >> bit) & 1) != 0));

    /// <summary>The accesses of letters; 0 when they are not valid.</summary>
    public static uint AccessesOf(string letters)
    {
        uint accesses = 0;
        foreach (char letter in letters)
        {
            int bit = Array.IndexOf(s_accesses, letter.ToString());
            if (bit < 0)
            {
                return 0;
            }

            accesses |= 1U << bit;
        }

        return accesses;
    }

    private static string? CacheName(ulong cache, ulong operation, ulong result)
        => cache < (ulong)s_caches.Length && operation < (ulong)s_operations.Length && result < 2
            ? $"{s_caches[cache]}-{s_operations[operation]}{(result == 0 ? operation == 2 ? "es" : "s" : "-misses")}"
            : null;

    private static string? At(string?[] names, ulong index) => index < (ulong)names.Length ? names[index] : null;
}
