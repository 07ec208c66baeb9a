namespace Bpf;

/// <summary>
/// Events that processors count (<c>enum perf_hw_id</c>, include/uapi/linux/perf_event.h). Many virtual machines have none of them, and no processor needs to
/// have all.
/// </summary>
public enum HardwareEvent
{
    /// <summary>Cycles, at the current frequency (<c>PERF_COUNT_HW_CPU_CYCLES</c>).</summary>
    Cycles = 0,

    /// <summary>Retired instructions (<c>PERF_COUNT_HW_INSTRUCTIONS</c>).</summary>
    Instructions = 1,

    /// <summary>Accesses to the last level cache (<c>PERF_COUNT_HW_CACHE_REFERENCES</c>).</summary>
    CacheReferences = 2,

    /// <summary>Misses of the last level cache (<c>PERF_COUNT_HW_CACHE_MISSES</c>).</summary>
    CacheMisses = 3,

    /// <summary>Retired branches (<c>PERF_COUNT_HW_BRANCH_INSTRUCTIONS</c>).</summary>
    BranchInstructions = 4,

    /// <summary>Mispredicted branches (<c>PERF_COUNT_HW_BRANCH_MISSES</c>).</summary>
    BranchMisses = 5,

    /// <summary>Cycles of the bus (<c>PERF_COUNT_HW_BUS_CYCLES</c>).</summary>
    BusCycles = 6,

    /// <summary>Cycles in which no instruction was issued (<c>PERF_COUNT_HW_STALLED_CYCLES_FRONTEND</c>).</summary>
    StalledCyclesFrontend = 7,

    /// <summary>Cycles in which no instruction retired (<c>PERF_COUNT_HW_STALLED_CYCLES_BACKEND</c>).</summary>
    StalledCyclesBackend = 8,

    /// <summary>Cycles at a constant frequency (<c>PERF_COUNT_HW_REF_CPU_CYCLES</c>).</summary>
    ReferenceCycles = 9,
}
