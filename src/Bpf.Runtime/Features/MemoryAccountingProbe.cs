namespace Bpf.Runtime.Features;

/// <summary>
/// Asks whether BPF memory is charged to the memory cgroup, not to the limit of locked memory. Nothing tells directly; a helper that came with the
/// same kernel does.
/// </summary>
internal static class MemoryAccountingProbe
{
    private const int KtimeGetCoarseNs = 160; // BPF_FUNC_ktime_get_coarse_ns, include/uapi/linux/bpf.h

    public static KernelFeature Run(BpfToken? token)
    {
        Errno error = TrialProgram.Load(
            ProgramType.SocketFilter, default, token, [new(0x85, 0, 0, 0, KtimeGetCoarseNs), new(0xB7, 0, 0, 0, 0), new(0x95, 0, 0, 0, 0)], out BpfHandle program);
        program.Dispose();
        return error == Errno.None
            ? new("memcg_accounting", "5.11", FeatureState.Supported, "BPF memory is charged to the memory cgroup")
            : TrialProgram.IsDenial(error)
                ? new("memcg_accounting", "5.11", FeatureState.Denied, $"loading a probe program failed with {error}")
                : new("memcg_accounting", "5.11", FeatureState.Missing, "BPF memory is charged to the limit of locked memory");
    }
}
