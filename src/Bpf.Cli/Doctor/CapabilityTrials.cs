using System.Globalization;
using System.Text;
using Bpf.Compiler.Llvm;
using Bpf.Runtime;
using Bpf.Runtime.Features;
using Bpf.Runtime.Syscalls;

namespace Bpf.Cli;

/// <summary>What users want to do, done in small: a program is loaded and attached, a library is loaded.</summary>
internal sealed unsafe class CapabilityTrials(HostSituation situation, BpfToken? token, Func<string, string?> mountPoint)
{
    private const uint SetProgram = 0x40042408; // PERF_EVENT_IOC_SET_BPF
    private const uint TracepointEvent = 2; // PERF_TYPE_TRACEPOINT
    private const string KernelFunction = "vfs_unlink"; // exported, so that no kernel inlines it
    private const string Event = "sched/sched_process_exit";
    private static readonly string[] s_tracing = ["CAP_BPF", "CAP_PERFMON"];
    private static readonly string[] s_networking = ["CAP_BPF", "CAP_NET_ADMIN"];
    private static readonly (ProgramType Type, string Name)[] s_networkPrograms =
    [
        (ProgramType.Xdp, "xdp"), (ProgramType.SchedulerClassifier, "tc"), (ProgramType.CgroupSkb, "cgroup"), (ProgramType.SocketOps, "sockops"),
    ];

    /// <summary>The names of the capabilities, in the order of <see cref="Run"/>.</summary>
    public static IReadOnlyList<string> Names { get; } = ["uprobes", "kprobes", "tracepoints", "networking", "building"];

    /// <summary>Tries everything.</summary>
    public IEnumerable<Check> Run() => [Uprobes(), Kprobes(), Tracepoints(), Networking(), Building()];

    private Check Uprobes()
    {
        const string Name = "uprobes";
        if (MapError() is { } map)
        {
            return map with { Name = Name };
        }

        bool isMulti = KernelFeatures.For(token).UprobeMulti.IsSupported;
        Errno error = TrialProgram.Load(ProgramType.Kprobe, isMulti ? AttachType.TraceUprobeMulti : default, token, out BpfHandle program);
        using (program)
        {
            if (error != Errno.None)
            {
                return Refused(Name, "loading a uprobe program", error, s_tracing);
            }

            if (!isMulti && ProbeEventSource.Uprobes.Type is null)
            {
                return Impossible(Name, "the kernel has no uprobe events", "It was built without CONFIG_UPROBE_EVENTS; another kernel is required.");
            }

            error = isMulti ? AttachMulti(program) : AttachPerfEvent(program, ProbeEventSource.Uprobes.Type!.Value, OwnProgram.Path, OwnProgram.EntryOffset());
            return error == Errno.None
                ? Works(Name, isMulti ? "a multi-uprobe was attached to this process" : "a uprobe was attached to this process; multi-uprobes need kernel 6.6")
                : Refused(Name, "attaching a uprobe to this process", error, s_tracing, isPerfEvent: !isMulti);
        }
    }

    private Check Kprobes()
    {
        const string Name = "kprobes";
        Errno error = TrialProgram.Load(ProgramType.Kprobe, default, token, out BpfHandle program);
        using (program)
        {
            if (error != Errno.None)
            {
                return Refused(Name, "loading a kprobe program", error, s_tracing);
            }

            if (ProbeEventSource.Kprobes.Type is not { } type)
            {
                return Impossible(Name, "the kernel has no kprobe events", "It was built without CONFIG_KPROBE_EVENTS. Use tracepoints, or another kernel.");
            }

            error = AttachPerfEvent(program, type, KernelFunction, 0);
            return error == Errno.None ? Works(Name, $"one was attached to {KernelFunction}")
                : Refused(Name, $"attaching one to {KernelFunction}", error, s_tracing, isPerfEvent: true);
        }
    }

    private Check Tracepoints()
    {
        const string Name = "tracepoints";
        Errno error = TrialProgram.Load(ProgramType.Tracepoint, default, token, out BpfHandle program);
        using (program)
        {
            if (error != Errno.None)
            {
                return Refused(Name, "loading a tracepoint program", error, s_tracing);
            }

            if (mountPoint("tracefs") is not { } root)
            {
                return new Check(CheckKind.Capability, Name, CheckState.Warning, "raw tracepoints only: tracefs is not mounted",
                    Advice: "sudo mount -t tracefs nodev /sys/kernel/tracing");
            }

            if (!uint.TryParse(HostFiles.TryRead($"{root}/events/{Event}/id"), NumberStyles.None, CultureInfo.InvariantCulture, out uint id))
            {
                return Impossible(Name, $"{root}/events/{Event}/id cannot be read",
                    "Reading tracefs takes root, or a remount: mount -o remount,mode=755 /sys/kernel/tracing.");
            }

            PerfEventAttribute attribute = new() { Type = TracepointEvent, Size = PerfEventAttribute.KnownSize, Config = id };
            error = Attach(program, attribute);
            return error == Errno.None ? Works(Name, $"one was attached to {Event.Replace('/', ':')}")
                : Refused(Name, $"attaching to {Event.Replace('/', ':')}", error, s_tracing, isPerfEvent: true);
        }
    }

    private Check Networking()
    {
        const string Name = "networking";
        List<string> loaded = [];
        (string Program, Errno Error)? refused = null;
        foreach ((ProgramType type, string name) in s_networkPrograms)
        {
            Errno error = TrialProgram.Load(type, default, token, out BpfHandle program);
            program.Dispose();
            if (error == Errno.None)
            {
                loaded.Add(name);
            }
            else
            {
                refused ??= (name, error);
            }
        }

        if (refused is not { } first)
        {
            return Works(Name, $"programs for {string.Join(", ", loaded)} load");
        }

        Check failure = Refused(Name, $"loading a program for {first.Program}", first.Error, s_networking);
        return loaded.Count == 0 ? failure : failure with { State = CheckState.Warning, Detail = $"only for {string.Join(", ", loaded)}: {failure.Detail}" };
    }

    private static Check Building()
    {
        const string Name = "building";
        const string Advice =
            "Only building needs it: apt install libllvm19, dnf install llvm-libs, pacman -S llvm-libs, or apk add llvm19-libs; or name one with "
            + LlvmSearch.EnvironmentVariable + ".";
        try
        {
            LlvmLocation found = LlvmLocation.Find(new LlvmSearch(null));
            return Works(Name, $"LLVM {found.Version.Major}.{found.Version.Minor} ({found.Path})");
        }
        catch (LlvmTooOldException exception)
        {
            return new Check(CheckKind.Capability, Name, CheckState.Failure, exception.Message, Advice: Advice);
        }
        catch (LlvmNotFoundException exception)
        {
            // The message of a build has the same advice.
            string found = exception.Message[..exception.Message.IndexOf(". ", StringComparison.Ordinal)];
            return new Check(CheckKind.Capability, Name, CheckState.Failure, found, Advice: Advice);
        }
    }

    // Nearly every program has maps.
    private Check? MapError()
    {
        Errno error = TrialMap.CreateArray(sizeof(int), MapFlags.None, token, out BpfHandle map);
        map.Dispose();
        return error == Errno.None ? null : Refused("", "creating a map", error, s_tracing);
    }

    private static Errno AttachMulti(BpfHandle program)
    {
        ulong offset = OwnProgram.EntryOffset();
        fixed (byte* path = Encoding.UTF8.GetBytes(OwnProgram.Path + '\0'))
        {
            LinkCreateAttribute attribute = new()
            {
                ProgramFd = (uint)program.Descriptor,
                AttachType = (uint)AttachType.TraceUprobeMulti,
                UprobeMulti = new() { Path = (ulong)path, Offsets = (ulong)&offset, Count = 1, ProcessId = (uint)Environment.ProcessId },
            };
            Errno error = BpfCall.Open(BpfCommand.LinkCreate, ref attribute, sizeof(LinkCreateAttribute), out BpfHandle link);
            link.Dispose();
            return error;
        }
    }

    private static Errno AttachPerfEvent(BpfHandle program, uint type, string place, ulong offset)
    {
        fixed (byte* name = Encoding.UTF8.GetBytes(place + '\0'))
        {
            return Attach(program, new() { Type = type, Size = PerfEventAttribute.KnownSize, Config1 = (ulong)name, Config2 = offset });
        }
    }

    private static Errno Attach(BpfHandle program, PerfEventAttribute attribute)
    {
        Errno error = Native.PerfEventOpen(ref attribute, 0, -1, out BpfHandle perfEvent);
        using (perfEvent)
        {
            return error == Errno.None ? Native.Ioctl(perfEvent, SetProgram, program.Descriptor) : error;
        }
    }

    private static Check Works(string name, string how) => new(CheckKind.Capability, name, CheckState.Ok, how);

    private static Check Impossible(string name, string why, string advice) => new(CheckKind.Capability, name, CheckState.Failure, why, Advice: advice);

    private Check Refused(string name, string attempt, Errno error, string[] needed, bool isPerfEvent = false)
    {
        (string cause, string? advice) = situation.Explain(error, needed, isPerfEvent);
        return new Check(CheckKind.Capability, name, CheckState.Failure, $"{attempt} fails with {error}", cause, advice);
    }
}
