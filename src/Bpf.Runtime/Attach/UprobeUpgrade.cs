namespace Bpf.Runtime;

/// <summary>
/// The upgrade rule: whether a uprobe is loaded for a multi link or for a perf event. A pure function; everything it knows is in its input.
/// </summary>
internal static class UprobeUpgrade
{
    // Kernels 6.6 to 6.11 hand the program's return value to the uprobe core, where 1 means "remove this probe from the process".
    private const uint ReturnValueIgnoredSince = (6 << 16) | (12 << 8);

    /// <summary>Decides for one program.</summary>
    public static AttachDecision Decide(in UprobeUpgradeInput input)
    {
        if (input.UserAttachType is { } chosen)
            return new(chosen, NameOf(chosen), "the attach type was set by the program's user");

        switch (input.Form)
        {
            case UprobeForm.Session:
                return new(AttachType.TraceUprobeSession, "uprobe_session", "the section asks for a session");
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

        if (input.UprobeMulti != FeatureState.Supported)
            return Single(input.FeatureReason, input);
        if (input.GroupObstacle is { } obstacle)
            return Single($"programs that tail-call each other must attach alike, and {obstacle}", input);
        if (input.KernelVersion >= ReturnValueIgnoredSince)
            return Multi("upgraded: the kernel has multi-uprobes");

        // Without a token the perf path is always there; with one it never is.
        const string Hazard = "this kernel lets a program's return value remove its multi-uprobe (repaired in 6.12)";
        return input.HasToken
            ? Multi("upgraded: a token cannot attach in any other way") with { Warning = $"{Hazard}; let the program return 0 only" }
            : Single(Hazard, input);
    }

    private static AttachDecision Multi(string reason) => new(AttachType.TraceUprobeMulti, "uprobe_multi", reason);

    private static AttachDecision Single(string reason, in UprobeUpgradeInput input)
        => new(default, "perf_event", reason)
        {
            Warning = input.HasToken ? "a BPF token does not cover perf_event_open, so attaching needs CAP_PERFMON in the initial user namespace" : null,
        };

    private static string? MissingWarning(in UprobeUpgradeInput input)
        => input.UprobeMulti == FeatureState.Supported ? null : $"attaching will fail: {input.FeatureReason}";

    private static string NameOf(AttachType type) => type switch
    {
        AttachType.TraceUprobeMulti => "uprobe_multi",
        AttachType.TraceUprobeSession => "uprobe_session",
        _ => "perf_event",
    };
}
