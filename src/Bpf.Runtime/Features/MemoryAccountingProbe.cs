namespace Bpf.Runtime.Features;

/// <summary>
/// Asks whether BPF memory is charged to the memory cgroup, not to the limit of locked memory. Nothing tells directly; a helper that came with the
/// same kernel does.
/// </summary>
internal static class MemoryAccountingProbe
{
    private const int KtimeGetCoarseNs = 160; // BPF_FUNC_ktime_get_coarse_ns, include/uapi/linux/bpf.h

    public static KernelFeature Run(BpfToken? token)
        => HelperProbe.Run(new FeatureQuestion("memcg_accounting", "5.11"), ProgramType.SocketFilter, KtimeGetCoarseNs, token);
}
