namespace Bpf.Runtime;

/// <summary>
/// The upgrade rule for kprobes. A multi-kprobe attaches to entries of traceable functions only, so a probe is upgraded only when its target
/// is known at load to be one. A pure function; everything it knows is in its input.
/// </summary>
internal static class KprobeUpgrade
{
    /// <summary>Decides for one program.</summary>
    public static AttachDecision Decide(in KprobeUpgradeInput input)
    {
        if (input.UserAttachType is { } chosen)
            return new(chosen, NameOf(chosen), "the attach type was set by the program's user");

        switch (input.Form)
        {
            case UprobeForm.Session:
                return new(AttachType.TraceKprobeSession, NameOf(AttachType.TraceKprobeSession), "the section asks for a session");
            case UprobeForm.Multi:
                return Multi("the section asks for it") with { Warning = MissingWarning(input) };
            case UprobeForm.Single:
                return Single("the section asks for it", input);
        }

        switch (input.Mode)
        {
            case UprobeMode.Single:
                return Single("Single was requested", input);
            case UprobeMode.Multi:
                return Multi("Multi was requested") with { Warning = MissingWarning(input) };
        }

        if (input.KprobeMulti != FeatureState.Supported)
            return Single(input.FeatureReason, input);
        if (Obstacle(input) is not { } obstacle)
            return Multi("upgraded: the kernel has multi-kprobes, and the target is a traceable function");

        // With a token nothing else can work, so it is tried.
        return input.HasToken && input.Target?.Offset is null or 0 ? Multi("upgraded: a token cannot attach in any other way") : Single(obstacle, input);
    }

    private static string? Obstacle(in KprobeUpgradeInput input)
    {
        if (input.Target is not { } target)
            return "the target is not known at load";
        if (target.Offset != 0)
            return "a multi-kprobe attaches to entries of functions only";
        if (target.Function.Contains(':'))
            return "a function of a named module stays single";
        if (target.IsPattern)
            return null;

        return input.TraceableCount switch
        {
            null => "the kernel's list of traceable functions cannot be read",
            0 => $"'{target.Function}' is no traceable function",
            1 => null,
            _ => $"several functions are called '{target.Function}'",
        };
    }

    private static AttachDecision Multi(string reason) => new(AttachType.TraceKprobeMulti, NameOf(AttachType.TraceKprobeMulti), reason);

    private static AttachDecision Single(string reason, in KprobeUpgradeInput input)
        => new(default, "perf_event", reason)
        {
            Warning = input.HasToken ? "a BPF token does not cover perf_event_open, so attaching needs CAP_PERFMON in the initial user namespace" : null,
        };

    private static string? MissingWarning(in KprobeUpgradeInput input)
        => input.KprobeMulti == FeatureState.Supported ? null : $"attaching will fail: {input.FeatureReason}";

    private static string NameOf(AttachType type) => type switch
    {
        AttachType.TraceKprobeMulti => "kprobe_multi",
        AttachType.TraceKprobeSession => "kprobe_session",
        _ => "perf_event",
    };
}
