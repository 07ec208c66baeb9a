namespace Bpf;

/// <summary>Which operations on a cache to count (<c>enum perf_hw_cache_op_result_id</c>, include/uapi/linux/perf_event.h).</summary>
public enum HardwareCacheResult
{
    /// <summary>All of them (<c>PERF_COUNT_HW_CACHE_RESULT_ACCESS</c>).</summary>
    Access = 0,

    /// <summary>Those that miss the cache (<c>PERF_COUNT_HW_CACHE_RESULT_MISS</c>).</summary>
    Miss = 1,
}
