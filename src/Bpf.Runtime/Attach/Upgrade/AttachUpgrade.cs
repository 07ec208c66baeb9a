using Bpf.Objects.Sections;

namespace Bpf.Runtime;

/// <summary>The upgrade rule: decides whether a probe is loaded for a multi link or for perf events. It is a pure function of its input.</summary>
internal static class AttachUpgrade
{
    // Kernels 6.6 to 6.11 pass the program's return value to the uprobe core, where 1 means "remove this probe from the process".
    private const uint ReturnValueIgnoredSince = (6 << 16) | (12 << 8);
    private const string ReturnValueHazard = "on this kernel a program's return value can remove its multi-uprobe (fixed in 6.12)";

    /// <summary>Decides for one program.</summary>
    public static AttachDecision Decide(in AttachUpgradeInput input)
    {
        if (input.UserAttachType is { } chosen)
        {
            return new(chosen, NameOf(chosen), "the attach type was set explicitly");
        }

        switch (input.Form)
        {
            case ProbeForm.Session:
                return Take(SessionOf(input.Family), "the section requests a session") with { Warning = MissingWarning(input) };
            case ProbeForm.Multi:
                return Take(MultiOf(input.Family), "the section requests it") with { Warning = MissingWarning(input) };
            case ProbeForm.Single:
                return Single("the section requests it", input);
        }

        switch (input.Mode)
        {
            case ProbeMode.Single:
                return Single("Single was requested", input);
            case ProbeMode.Multi:
                return Take(MultiOf(input.Family), "Multi was requested") with { Warning = MissingWarning(input) };
        }

        if (input.Multi != FeatureState.Supported)
        {
            return Single(input.FeatureReason, input);
        }

        if (input.GroupObstacle is { } obstacle)
        {
            return Single($"programs that tail-call each other must attach alike, and {obstacle}", input);
        }

        return input.Family == ProbeFamily.Uprobe ? Uprobe(input) : Kprobe(input);
    }

    private static AttachDecision Uprobe(in AttachUpgradeInput input)
    {
        if (input.KernelVersion >= ReturnValueIgnoredSince)
        {
            return Take(AttachType.TraceUprobeMulti, "upgraded: the kernel supports multi-uprobes");
        }

        // Without a token, perf events always work; with one they never do.
        return input.HasToken
            ? WithTokenOnly(input.Family) with { Warning = $"{ReturnValueHazard}; make sure the program always returns 0" }
            : Single(ReturnValueHazard, input);
    }

    // A multi-kprobe only attaches to entries of traceable functions, so the targets must be known at load.
    private static AttachDecision Kprobe(in AttachUpgradeInput input)
    {
        IReadOnlyList<KprobeCandidate> targets = input.KernelTargets ?? [];
        string? obstacle = targets.Count == 0 ? "the target is not known at load"
            : targets.Select(KprobeObstacle).FirstOrDefault(static obstacle => obstacle is not null);
        if (obstacle is null)
        {
            return Take(AttachType.TraceKprobeMulti,
                $"upgraded: the kernel supports multi-kprobes, and {(targets.Count == 1 ? "the target is a traceable function" : "the targets are traceable functions")}");
        }

        // With a token nothing else can work, so try it.
        return input.HasToken && targets.All(static candidate => candidate.Target.Offset == 0) ? WithTokenOnly(input.Family) : Single(obstacle, input);
    }

    private static string? KprobeObstacle(KprobeCandidate candidate)
    {
        KprobeTarget target = candidate.Target;
        if (target.Offset != 0)
        {
            return "a multi-kprobe only attaches to function entries";
        }

        if (target.Function.Contains(':'))
        {
            return "a function of a named module stays single";
        }

        if (target.IsPattern)
        {
            return null;
        }

        return candidate.TraceableCount switch
        {
            null => "the kernel's list of traceable functions cannot be read",
            0 => $"'{target.Function}' is not a traceable function",
            1 => null,
            _ => $"several functions are named '{target.Function}'",
        };
    }

    private static AttachDecision WithTokenOnly(ProbeFamily family) => Take(MultiOf(family), "upgraded: a token does not allow any other way to attach");

    private static AttachDecision Take(AttachType type, string reason) => new(type, NameOf(type), reason);

    private static AttachDecision Single(string reason, in AttachUpgradeInput input)
        => Take(default, reason) with
        {
            Warning = input.HasToken ? "a BPF token does not cover perf_event_open, so attaching needs CAP_PERFMON in the initial user namespace" : null,
        };

    private static string? MissingWarning(in AttachUpgradeInput input)
        => input.Multi == FeatureState.Supported ? null : $"attaching will fail: {input.FeatureReason}";

    private static AttachType MultiOf(ProbeFamily family) => family == ProbeFamily.Uprobe ? AttachType.TraceUprobeMulti : AttachType.TraceKprobeMulti;

    private static AttachType SessionOf(ProbeFamily family) => family == ProbeFamily.Uprobe ? AttachType.TraceUprobeSession : AttachType.TraceKprobeSession;

    private static string NameOf(AttachType type) => type switch
    {
        AttachType.TraceUprobeMulti => "uprobe_multi",
        AttachType.TraceUprobeSession => "uprobe_session",
        AttachType.TraceKprobeMulti => "kprobe_multi",
        AttachType.TraceKprobeSession => "kprobe_session",
        _ => "perf_event",
    };
}
