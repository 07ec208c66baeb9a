namespace Bpf.Runtime.Features;

/// <summary>Probes for links of a traced program to many functions. Only kernels with these links load such a program, which names no function.</summary>
internal static class TracingMultiProbe
{
    private const string Name = "tracing_multi";
    private const string Since = "7.3";

    public static KernelFeature Run(BpfToken? token)
    {
        Errno error = TrialProgram.Load(ProgramType.Tracing, AttachType.TraceFunctionEntryMulti, token, out BpfHandle program);
        program.Dispose();
        return error == Errno.None ? new(Name, Since, FeatureState.Supported, "the kernel supports links to many traced functions")
            : TrialProgram.IsDenial(error) ? new(Name, Since, FeatureState.Denied, $"loading a probe program failed with {error}")
            : new(Name, Since, FeatureState.Missing, $"the kernel does not support links to many traced functions ({error})");
    }
}
