using Bpf.Objects;
using Bpf.Runtime.Syscalls;
using Bpf.Shared;

namespace Bpf.Runtime.Features;

/// <summary>
/// Probes for program types. Only a type that the kernel supports reaches the verifier, which leaves a log. The verdict on the program does not
/// matter; for some types no program can be valid.
/// </summary>
internal static class ProgramTypeProbe
{
    private const uint FirstType = 1; // in the kernel's BTF an integer, thus no target

    public static KernelFeature Run(ProgramType type, BpfToken? token)
    {
        KernelProgramType known = KernelProgramTypes.Find((uint)type)
            ?? throw new ArgumentOutOfRangeException(nameof(type), type, "Linux 7.3 has no such program type.");
        FeatureQuestion question = new($"program_type {type}", known.Since);
        ProgramLoadAttribute attribute = new()
        {
            Type = (uint)type,
            ExpectedAttachType = (uint)AttachTypeOf(type),
            Flags = type == ProgramType.Syscall ? (uint)ProgramFlags.Sleepable : 0,
            AttachBtfId = known.IsForTarget ? FirstType : 0,
            KernelVersion = KernelVersion.Code,
        };
        Errno error = TrialProgram.Try(ref attribute, token, TrialProgram.Smallest, out string log);
        return error == Errno.None || log.Length != 0 ? question.Supported("the verifier supports it") : question.Refused(error, "loading a program");
    }

    /// <summary>Returns an attach type with which programs of a type can be loaded.</summary>
    public static AttachType AttachTypeOf(ProgramType type) => type switch
    {
        ProgramType.CgroupSocketAddr => AttachType.CgroupInet4Connect,
        ProgramType.CgroupSocketOption => AttachType.CgroupGetSocketOption,
        ProgramType.SocketLookup => AttachType.SocketLookup,
        ProgramType.Tracing => AttachType.TraceFunctionEntry,
        ProgramType.Lsm => AttachType.LsmMac,
        ProgramType.Netfilter => AttachType.Netfilter,
        ProgramType.LircMode2 => AttachType.LircMode2,
        ProgramType.FlowDissector => AttachType.FlowDissector,
        ProgramType.SocketReuseport => AttachType.SocketReuseportSelect,
        _ => default,
    };
}
