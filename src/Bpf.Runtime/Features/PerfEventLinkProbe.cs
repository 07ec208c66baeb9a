using Bpf.Runtime.Syscalls;

namespace Bpf.Runtime.Features;

/// <summary>Probes for BPF links of perf events: a link to a bad descriptor yields EBADF if they are supported, EINVAL otherwise.</summary>
internal static unsafe class PerfEventLinkProbe
{
    private const string Name = "perf_event_link";
    private const string Since = "5.15";

    public static KernelFeature Run(BpfToken? token)
    {
        Errno error = TrialProgram.Load(ProgramType.Tracepoint, default, token, out BpfHandle program);
        if (TrialProgram.IsDenial(error))
        {
            error = TrialProgram.Load(ProgramType.Kprobe, default, token, out program);
        }

        if (error != Errno.None)
        {
            FeatureState state = TrialProgram.IsDenial(error) ? FeatureState.Denied : FeatureState.Missing;
            return new(Name, Since, state, $"loading a probe program failed with {error}");
        }

        using (program)
        {
            LinkCreateAttribute attribute = new()
            {
                ProgramFd = (uint)program.Descriptor,
                TargetFd = uint.MaxValue,
                AttachType = (uint)AttachType.PerfEvent,
            };
            error = ProbeResources.RequireAnswer(BpfCall.Open(BpfCommand.LinkCreate, ref attribute, sizeof(LinkCreateAttribute), out BpfHandle link));
            link.Dispose();
            return error == Errno.EBADF
                ? new(Name, Since, FeatureState.Supported, "the kernel supports links for perf events")
                : new(Name, Since, FeatureState.Missing, $"the kernel does not support links for perf events ({error})");
        }
    }
}
