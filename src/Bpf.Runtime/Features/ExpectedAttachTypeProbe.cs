namespace Bpf.Runtime.Features;

/// <summary>Probes whether programs are loaded for an attach type.</summary>
internal static class ExpectedAttachTypeProbe
{
    public static KernelFeature Run(BpfToken? token)
    {
        Errno error = TrialProgram.Load(ProgramType.CgroupSocket, AttachType.CgroupInetSocketCreate, token, out BpfHandle program);
        program.Dispose();
        return new FeatureQuestion("expected_attach_type", "4.17").By(error, "loading a program with an attach type");
    }
}
