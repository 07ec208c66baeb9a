using Bpf.Objects.Maps;
using Bpf.Runtime.Syscalls;

namespace Bpf.Runtime.Features;

/// <summary>Probes for names of programs and maps.</summary>
internal static unsafe class ObjectNameProbe
{
    public static KernelFeature Run(BpfToken? token)
    {
        ProgramLoadAttribute attribute = new() { Type = (uint)ProgramType.SocketFilter };
        KernelObjectName.Write("feature_test", new Span<byte>(attribute.Name, 16));
        Errno error = TrialProgram.Load(ref attribute, token, TrialProgram.Smallest, out BpfHandle program);
        program.Dispose();
        return new FeatureQuestion("object_names", "4.15").By(error, "loading a program with a name");
    }
}
