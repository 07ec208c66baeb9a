using Bpf.Runtime.Syscalls;

namespace Bpf.Runtime.Features;

/// <summary>Probes for multi-kprobe links with a name that no function has: only a kernel that supports the link looks it up.</summary>
internal static unsafe class KprobeMultiProbe
{
    private const string Name = "kprobe_multi";
    private const string Since = "5.18";

    public static KernelFeature Run(BpfToken? token)
    {
        Errno error = TrialProgram.Load(ProgramType.Kprobe, AttachType.TraceKprobeMulti, token, out BpfHandle program);
        if (error != Errno.None)
        {
            FeatureState state = TrialProgram.IsDenial(error) ? FeatureState.Denied : FeatureState.Missing;
            return new(Name, Since, state, $"loading a probe program failed with {error}");
        }

        using (program)
        {
        fixed (byte* name = "no such function\0"u8)
        {
            ulong symbol = (ulong)name;
            LinkCreateAttribute attribute = new()
            {
                ProgramFd = (uint)program.Descriptor,
                AttachType = (uint)AttachType.TraceKprobeMulti,
                KprobeMulti = new() { Count = 1, Symbols = (ulong)&symbol },
            };
            error = ProbeResources.RequireAnswer(BpfCall.Open(BpfCommand.LinkCreate, ref attribute, sizeof(LinkCreateAttribute), out BpfHandle link));
            link.Dispose();
            return error is Errno.ESRCH or Errno.ENOENT
                ? new(Name, Since, FeatureState.Supported, "the kernel supports multi-kprobe links")
                : new(Name, Since, FeatureState.Missing, $"the kernel does not support multi-kprobe links or was built without fprobe ({error})");
        }
        }
    }
}
