namespace Bpf;

/// <summary>Caches whose accesses processors count (<c>enum perf_hw_cache_id</c>, include/uapi/linux/perf_event.h).</summary>
public enum HardwareCache
{
    /// <summary>Data, first level (<c>PERF_COUNT_HW_CACHE_L1D</c>).</summary>
    L1Data = 0,

    /// <summary>Instructions, first level (<c>PERF_COUNT_HW_CACHE_L1I</c>).</summary>
    L1Instructions = 1,

    /// <summary>Last level (<c>PERF_COUNT_HW_CACHE_LL</c>).</summary>
    LastLevel = 2,

    /// <summary>Translations of data addresses (<c>PERF_COUNT_HW_CACHE_DTLB</c>).</summary>
    DataTranslations = 3,

    /// <summary>Translations of instruction addresses (<c>PERF_COUNT_HW_CACHE_ITLB</c>).</summary>
    InstructionTranslations = 4,

    /// <summary>Branch prediction (<c>PERF_COUNT_HW_CACHE_BPU</c>).</summary>
    Branches = 5,

    /// <summary>Memory of the same NUMA node (<c>PERF_COUNT_HW_CACHE_NODE</c>).</summary>
    Node = 6,
}
