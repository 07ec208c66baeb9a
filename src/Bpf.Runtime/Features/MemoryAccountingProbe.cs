namespace Bpf.Runtime.Features;

/// <summary>
/// Probes whether BPF memory is charged to the memory cgroup rather than the locked-memory limit. There is no direct test, so it probes for a helper
/// introduced in the same kernel.
/// </summary>
internal static class MemoryAccountingProbe
{
    private const int KtimeGetCoarseNs = 160; // BPF_FUNC_ktime_get_coarse_ns, include/uapi/linux/bpf.h

    public static KernelFeature Run(BpfToken? token)
        => HelperProbe.Run(new FeatureQuestion("memcg_accounting", "5.11"), ProgramType.SocketFilter, KtimeGetCoarseNs, token);
}
