using Bpf.Objects.NativeNames;
using Bpf.Runtime.Features;
using Bpf.Runtime.Syscalls;

namespace Bpf.Runtime;

/// <summary>
/// Tries loading and attaching on a small scale, so that a tool can tell what this process is allowed to do and which step the kernel refuses.
/// For what the kernel supports, see <see cref="KernelFeatures"/>. A trial closes everything it creates before it returns.
/// </summary>
public static unsafe class KernelTrial
{
    private const uint SetProgram = 0x40042408; // PERF_EVENT_IOC_SET_BPF, include/uapi/linux/perf_event.h
    private const uint TracepointEvent = 2; // PERF_TYPE_TRACEPOINT

    /// <summary>Creates an array map.</summary>
    /// <param name="token">The token to use; null for none.</param>
    /// <exception cref="BpfException">The process is out of memory or file descriptors, so the trial has no result.</exception>
    public static KernelTrialResult CreateMap(BpfToken? token = null)
    {
        Errno error = TrialMap.CreateArray(sizeof(int), MapFlags.None, token, out BpfHandle map);
        map.Dispose();
        return new(KernelTrialStep.CreateMap, error);
    }

    /// <summary>Loads a program that does nothing.</summary>
    /// <param name="type">Type of the program.</param>
    /// <param name="token">The token to use; null for none.</param>
    /// <exception cref="BpfException">The process is out of memory or file descriptors, so the trial has no result.</exception>
    public static KernelTrialResult LoadProgram(ProgramType type, BpfToken? token = null)
        => With(type, default, token, static _ => new(KernelTrialStep.LoadProgram, Errno.None));

    /// <summary>
    /// Attaches a uprobe: a multi-uprobe for this process where the kernel supports it (kernel 6.6), otherwise a perf event for this
    /// thread.
    /// </summary>
    /// <param name="path">The file to probe.</param>
    /// <param name="offset">File offset of an instruction, in bytes.</param>
    /// <param name="token">The token to use; null for none.</param>
    /// <exception cref="BpfException">The process is out of memory or file descriptors, so the trial has no result.</exception>
    public static KernelTrialResult AttachUprobe(string path, ulong offset, BpfToken? token = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        NativeText.Require(path, "try a uprobe in", path);
        return KernelFeatures.For(token).UprobeMulti.IsSupported
            ? With(ProgramType.Kprobe, AttachType.TraceUprobeMulti, token, program => AttachMulti(program, path, offset))
            : With(ProgramType.Kprobe, default, token, program => AttachProbe(program, ProbeEventSource.Uprobes, path, offset));
    }

    /// <summary>Attaches a kprobe to a kernel function for this thread.</summary>
    /// <param name="function">The function.</param>
    /// <param name="token">The token to use; null for none.</param>
    /// <exception cref="BpfException">The process is out of memory or file descriptors, so the trial has no result.</exception>
    public static KernelTrialResult AttachKprobe(string function, BpfToken? token = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(function);
        NativeText.Require(function, "try a kprobe at", function);
        return With(ProgramType.Kprobe, default, token, program => AttachProbe(program, ProbeEventSource.Kprobes, function, 0));
    }

    /// <summary>Attaches to a tracepoint for this thread.</summary>
    /// <param name="id">Id of the tracepoint, from <c>/sys/kernel/tracing/events/CATEGORY/NAME/id</c>.</param>
    /// <param name="token">The token to use; null for none.</param>
    /// <exception cref="BpfException">The process is out of memory or file descriptors, so the trial has no result.</exception>
    public static KernelTrialResult AttachTracepoint(uint id, BpfToken? token = null)
        => With(ProgramType.Tracepoint, default, token,
            program => AttachPerfEvent(program, new() { Type = TracepointEvent, Size = PerfEventAttribute.KnownSize, Config = id }));

    private static KernelTrialResult With(ProgramType type, AttachType attachType, BpfToken? token, Func<BpfHandle, KernelTrialResult> attach)
    {
        Errno error = TrialProgram.Load(type, attachType, token, out BpfHandle program);
        using (program)
        {
            return error == Errno.None ? attach(program) : new(KernelTrialStep.LoadProgram, error);
        }
    }

    private static KernelTrialResult AttachMulti(BpfHandle program, string file, ulong offset)
    {
        fixed (byte* path = NativeText.Of(file))
        {
            LinkCreateAttribute attribute = new()
            {
                ProgramFd = (uint)program.Descriptor,
                AttachType = (uint)AttachType.TraceUprobeMulti,
                UprobeMulti = new() { Path = (ulong)path, Offsets = (ulong)&offset, Count = 1, ProcessId = (uint)Environment.ProcessId },
            };
            Errno error = BpfCall.Open(BpfCommand.LinkCreate, ref attribute, sizeof(LinkCreateAttribute), out BpfHandle link);
            link.Dispose();
            return new(KernelTrialStep.CreateLink, error);
        }
    }

    private static KernelTrialResult AttachProbe(BpfHandle program, ProbeEventSource source, string place, ulong offset)
    {
        if (source.Type is not { } type)
        {
            return new(KernelTrialStep.FindEventSource, Errno.ENOENT);
        }

        fixed (byte* name = NativeText.Of(place))
        {
            return AttachPerfEvent(program, new() { Type = type, Size = PerfEventAttribute.KnownSize, Config1 = (ulong)name, Config2 = offset });
        }
    }

    private static KernelTrialResult AttachPerfEvent(BpfHandle program, PerfEventAttribute attribute)
    {
        Errno error = KernelCalls.PerfEventOpen(ref attribute, 0, -1, out BpfHandle perfEvent);
        using (perfEvent)
        {
            return new(KernelTrialStep.AttachPerfEvent, error == Errno.None ? KernelCalls.Ioctl(perfEvent, SetProgram, program.Descriptor) : error);
        }
    }
}
