using Bpf.Objects.Relocations;

namespace Bpf.Runtime.Loading;

/// <summary>
/// Replaces helpers that a kernel lacks with older ones that are equivalent where kernel and user addresses do not overlap, as on x86-64 and arm64.
/// </summary>
internal static class HelperSubstitution
{
    private const int ProbeRead = 4; // BPF_FUNC_probe_read, include/uapi/linux/bpf.h
    private const int ProbeReadString = 45; // BPF_FUNC_probe_read_str
    private const int ProbeReadUser = 112; // BPF_FUNC_probe_read_user
    private const int ProbeReadKernel = 113; // BPF_FUNC_probe_read_kernel
    private const int ProbeReadUserString = 114; // BPF_FUNC_probe_read_user_str
    private const int ProbeReadKernelString = 115; // BPF_FUNC_probe_read_kernel_str

    /// <summary>Replaces calls in place.</summary>
    public static void Apply(Span<BpfInstruction> instructions, KernelFeatures features)
    {
        foreach (ref BpfInstruction instruction in instructions)
        {
            if (instruction is not { IsCall: true, Source: 0 } || OlderOf(instruction.Immediate) is not { } older)
            {
                continue;
            }

            if (features.ProbeReadKernel.State != FeatureState.Missing)
            {
                return;
            }

            instruction = instruction.WithImmediate(older);
        }
    }

    /// <summary>Returns the equivalent helper in older kernels, if there is one.</summary>
    internal static int? OlderOf(int helper) => helper switch
    {
        ProbeReadUser or ProbeReadKernel => ProbeRead,
        ProbeReadUserString or ProbeReadKernelString => ProbeReadString,
        _ => null,
    };
}
