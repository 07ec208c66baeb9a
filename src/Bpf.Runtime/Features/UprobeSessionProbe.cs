namespace Bpf.Runtime.Features;

/// <summary>Probes for uprobe sessions with the same failing link as <see cref="UprobeMultiProbe"/>.</summary>
internal static class UprobeSessionProbe
{
    private const string Name = "uprobe_session";
    private const string Since = "6.13";

    public static KernelFeature Run(BpfToken? token)
    {
        Errno error = TrialProgram.Load(ProgramType.Kprobe, AttachType.TraceUprobeSession, token, out BpfHandle program);
        if (error != Errno.None)
        {
            return new(Name, Since, TrialProgram.IsDenial(error) ? FeatureState.Denied : FeatureState.Missing, $"loading a probe program failed with {error}");
        }

        using (program)
        {
            error = UprobeMultiProbe.Link(program, AttachType.TraceUprobeSession, processId: 0);
            return error == Errno.EBADF
                ? new(Name, Since, FeatureState.Supported, "the kernel supports uprobe sessions")
                : new(Name, Since, FeatureState.Missing, $"the kernel does not support uprobe sessions ({error})");
        }
    }
}
