using Bpf.Runtime.Syscalls;

namespace Bpf.Runtime.Features;

/// <summary>
/// Probes for multi-uprobe links. Loading a program with the attach type proves nothing, since old kernels ignore it. So the probe tries to link to a
/// directory, which a kernel that supports the type rejects with EBADF, and then with process id -1, which only a kernel with a working process
/// filter rejects with EINVAL before it resolves the path.
/// </summary>
internal static unsafe class UprobeMultiProbe
{
    private const string Name = "uprobe_multi";
    private const string Since = "6.6";

    public static KernelFeature Run(BpfToken? token)
    {
        Errno error = TrialProgram.Load(ProgramType.Kprobe, AttachType.TraceUprobeMulti, token, out BpfHandle program);
        if (error != Errno.None)
        {
            return TrialProgram.IsDenial(error)
                ? new(Name, Since, FeatureState.Denied, token is null
                    ? $"loading a probe program failed with {error}"
                    : $"the token does not delegate it ({error}): delegate_progs must have kprobe and delegate_attachs uprobe_multi")
                : new(Name, Since, FeatureState.Missing, $"loading a probe program failed with {error}");
        }

        using (program)
        {
            error = Link(program, AttachType.TraceUprobeMulti, processId: 0);
            if (error != Errno.EBADF)
            {
                return new(Name, Since, FeatureState.Missing, $"the kernel does not support multi-uprobe links ({error})");
            }

            error = Link(program, AttachType.TraceUprobeMulti, processId: -1);
            return error == Errno.EINVAL
                ? new(Name, Since, FeatureState.Supported, "the kernel supports multi-uprobe links and filters by process")
                : new(Name, Since, FeatureState.Missing, "the kernel supports multi-uprobe links but filters by thread (fixed in 6.10 and stable updates)");
        }
    }

    /// <summary>Tries to link a program to the directory "/", which cannot succeed.</summary>
    internal static Errno Link(BpfHandle program, AttachType attachType, int processId)
    {
        ulong offset = 0;
        fixed (byte* path = "/\0"u8)
        {
            LinkCreateAttribute attribute = new()
            {
                ProgramFd = (uint)program.Descriptor,
                AttachType = (uint)attachType,
                UprobeMulti = new() { Path = (ulong)path, Offsets = (ulong)&offset, Count = 1, ProcessId = (uint)processId },
            };
            Errno error = BpfCall.Open(BpfCommand.LinkCreate, ref attribute, sizeof(LinkCreateAttribute), out BpfHandle link);
            link.Dispose();
            return ProbeResources.RequireAnswer(error);
        }
    }
}
