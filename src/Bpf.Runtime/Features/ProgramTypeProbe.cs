using Bpf.Runtime.Syscalls;

namespace Bpf.Runtime.Features;

/// <summary>
/// Asks for program types. Only a type that the kernel has gets as far as the verifier, which leaves a log; what it says of the program, which for
/// some types cannot be right, does not matter.
/// </summary>
internal static class ProgramTypeProbe
{
    private const uint FirstType = 1; // in the kernel's BTF an integer, thus no target

    public static KernelFeature Run(ProgramType type, BpfToken? token)
    {
        FeatureQuestion question = new($"program_type {type}", SinceOf(type));
        ProgramLoadAttribute attribute = new()
        {
            Type = (uint)type,
            ExpectedAttachType = (uint)AttachTypeOf(type),
            Flags = type == ProgramType.Syscall ? (uint)ProgramFlags.Sleepable : 0,
            AttachBtfId = type is ProgramType.Tracing or ProgramType.Lsm or ProgramType.StructOps or ProgramType.Extension ? FirstType : 0,
            KernelVersion = KernelVersion.Code,
        };
        Errno error = TrialProgram.Try(ref attribute, token, TrialProgram.Smallest, out string log);
        return error == Errno.None || log.Length != 0 ? question.Supported("the verifier knows it") : question.Refused(error, "loading a program");
    }

    /// <summary>An attach type with which programs of a type can be loaded.</summary>
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

    private static string SinceOf(ProgramType type) => type switch
    {
        ProgramType.SocketFilter => "3.19",
        ProgramType.Kprobe or ProgramType.SchedulerClassifier or ProgramType.SchedulerAction => "4.1",
        ProgramType.Tracepoint => "4.7",
        ProgramType.Xdp => "4.8",
        ProgramType.PerfEvent => "4.9",
        ProgramType.CgroupSkb or ProgramType.CgroupSocket or ProgramType.LwtInput or ProgramType.LwtOutput or ProgramType.LwtTransmit => "4.10",
        ProgramType.SocketOps => "4.13",
        ProgramType.SocketSkb => "4.14",
        ProgramType.CgroupDevice => "4.15",
        ProgramType.SocketMessage or ProgramType.RawTracepoint or ProgramType.CgroupSocketAddr => "4.17",
        ProgramType.LwtSeg6Local or ProgramType.LircMode2 => "4.18",
        ProgramType.SocketReuseport => "4.19",
        ProgramType.FlowDissector => "4.20",
        ProgramType.CgroupSysctl or ProgramType.RawTracepointWritable => "5.2",
        ProgramType.CgroupSocketOption => "5.3",
        ProgramType.Tracing => "5.5",
        ProgramType.StructOps or ProgramType.Extension => "5.6",
        ProgramType.Lsm => "5.7",
        ProgramType.SocketLookup => "5.9",
        ProgramType.Syscall => "5.14",
        ProgramType.Netfilter => "6.4",
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "This is no program type of Linux 7.3."),
    };
}
