using Bpf.Runtime.Syscalls;

namespace Bpf.Runtime.Features;

/// <summary>
/// Probes whether a multi-uprobe link accepts a file descriptor for its file: if so, a bad one yields EBADF; otherwise the unknown flag yields
/// EINVAL.
/// </summary>
internal static unsafe class UprobePathDescriptorProbe
{
    private const string Name = "uprobe_path_fd";
    private const string Since = "7.2";

    public static KernelFeature Run(BpfToken? token)
    {
        Errno error = TrialProgram.Load(ProgramType.Kprobe, AttachType.TraceUprobeMulti, token, out BpfHandle program);
        if (error != Errno.None)
        {
            return new(Name, Since, TrialProgram.IsDenial(error) ? FeatureState.Denied : FeatureState.Missing, $"loading a probe program failed with {error}");
        }

        using (program)
        {
            ulong offset = 0;
            LinkCreateAttribute attribute = new()
            {
                ProgramFd = (uint)program.Descriptor,
                AttachType = (uint)AttachType.TraceUprobeMulti,
                UprobeMulti = new() { Offsets = (ulong)&offset, Count = 1, Flags = UprobeMultiAttribute.PathFdFlag, PathFd = uint.MaxValue },
            };
            error = ProbeResources.RequireAnswer(BpfCall.Open(BpfCommand.LinkCreate, ref attribute, sizeof(LinkCreateAttribute), out BpfHandle link));
            link.Dispose();
            return error == Errno.EBADF
                ? new(Name, Since, FeatureState.Supported, "multi-uprobe links accept an open file")
                : new(Name, Since, FeatureState.Missing, $"multi-uprobe links only accept a path ({error})");
        }
    }
}
