using System.Globalization;
using Bpf.Compiler.Llvm;
using Bpf.Runtime;

namespace Bpf.Cli;

/// <summary>Tries what users want to do, on a small scale: loads and attaches programs, loads a library.</summary>
internal sealed class CapabilityTrials(HostSituation situation, BpfToken? token, Func<string, string?> mountPoint)
{
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

    /// <summary>Runs all trials.</summary>
    public IEnumerable<Check> Run() => [Uprobes(), Kprobes(), Tracepoints(), Networking(), Building()];

    private Check Uprobes()
    {
        const string Name = "uprobes";
        // Nearly every program has maps.
        KernelTrialResult map = KernelTrial.CreateMap(token);
        if (!map.Succeeded)
        {
            return Refused(Name, "creating a map", map.Error, s_tracing);
        }

        KernelTrialResult trial = KernelTrial.AttachUprobe(OwnProgram.Path, OwnProgram.EntryOffset(), token);
        return trial switch
        {
            { Succeeded: true } => Works(Name, KernelFeatures.For(token).UprobeMulti.IsSupported
                ? "a multi-uprobe was attached to this process"
                : "a uprobe was attached to this process; multi-uprobes need kernel 6.6"),
            { Step: KernelTrialStep.FindEventSource } => Impossible(Name, "the kernel has no uprobe events",
                "It was built without CONFIG_UPROBE_EVENTS; another kernel is required."),
            { Step: KernelTrialStep.LoadProgram } => Refused(Name, "loading a uprobe program", trial.Error, s_tracing),
            _ => Refused(Name, "attaching a uprobe to this process", trial, s_tracing),
        };
    }

    private Check Kprobes()
    {
        const string Name = "kprobes";
        KernelTrialResult trial = KernelTrial.AttachKprobe(KernelFunction, token);
        return trial switch
        {
            { Succeeded: true } => Works(Name, $"one was attached to {KernelFunction}"),
            { Step: KernelTrialStep.FindEventSource } => Impossible(Name, "the kernel has no kprobe events",
                "It was built without CONFIG_KPROBE_EVENTS. Use tracepoints, or another kernel."),
            { Step: KernelTrialStep.LoadProgram } => Refused(Name, "loading a kprobe program", trial.Error, s_tracing),
            _ => Refused(Name, $"attaching one to {KernelFunction}", trial, s_tracing),
        };
    }

    private Check Tracepoints()
    {
        const string Name = "tracepoints";
        KernelTrialResult load = KernelTrial.LoadProgram(ProgramType.Tracepoint, token);
        if (!load.Succeeded)
        {
            return Refused(Name, "loading a tracepoint program", load.Error, s_tracing);
        }

        if (mountPoint("tracefs") is not { } root)
        {
            return new Check(CheckKind.Capability, Name, CheckState.Warning, "raw tracepoints only: tracefs is not mounted",
                Advice: "sudo mount -t tracefs nodev /sys/kernel/tracing");
        }

        if (!uint.TryParse(HostFiles.TryRead($"{root}/events/{Event}/id"), NumberStyles.None, CultureInfo.InvariantCulture, out uint id))
        {
            return Impossible(Name, $"{root}/events/{Event}/id cannot be read",
                "Reading tracefs requires root, or a remount: mount -o remount,mode=755 /sys/kernel/tracing.");
        }

        KernelTrialResult trial = KernelTrial.AttachTracepoint(id, token);
        return trial.Succeeded ? Works(Name, $"one was attached to {Event.Replace('/', ':')}")
            : Refused(Name, $"attaching to {Event.Replace('/', ':')}", trial, s_tracing);
    }

    private Check Networking()
    {
        const string Name = "networking";
        List<string> loaded = [];
        (string Program, Errno Error)? refused = null;
        foreach ((ProgramType type, string name) in s_networkPrograms)
        {
            Errno error = KernelTrial.LoadProgram(type, token).Error;
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
            "Only needed for building: apt install libllvm19, dnf install llvm-libs, pacman -S llvm-libs, or apk add llvm19-libs; or specify one with  "
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
            // Build errors contain the same advice.
            string found = exception.Message[..exception.Message.IndexOf(". ", StringComparison.Ordinal)];
            return new Check(CheckKind.Capability, Name, CheckState.Failure, found, Advice: Advice);
        }
    }

    private static Check Works(string name, string how) => new(CheckKind.Capability, name, CheckState.Ok, how);

    private static Check Impossible(string name, string why, string advice) => new(CheckKind.Capability, name, CheckState.Failure, why, Advice: advice);

    private Check Refused(string name, string attempt, KernelTrialResult trial, string[] needed)
        => Refused(name, attempt, trial.Error, needed, isPerfEvent: trial.Step == KernelTrialStep.AttachPerfEvent);

    private Check Refused(string name, string attempt, Errno error, string[] needed, bool isPerfEvent = false)
    {
        (string cause, string? advice) = situation.Explain(error, needed, isPerfEvent);
        return new Check(CheckKind.Capability, name, CheckState.Failure, $"{attempt} fails with {error}", cause, advice);
    }
}
