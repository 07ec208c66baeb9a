namespace Bpf;

/// <summary>Operations on a cache (<c>enum perf_hw_cache_op_id</c>, include/uapi/linux/perf_event.h).</summary>
public enum HardwareCacheOperation
{
    /// <summary>Loads (<c>PERF_COUNT_HW_CACHE_OP_READ</c>).</summary>
    Read = 0,

    /// <summary>Stores (<c>PERF_COUNT_HW_CACHE_OP_WRITE</c>).</summary>
    Write = 1,

    /// <summary>Prefetches (<c>PERF_COUNT_HW_CACHE_OP_PREFETCH</c>).</summary>
    Prefetch = 2,
}
