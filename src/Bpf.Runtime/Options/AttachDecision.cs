namespace Bpf.Runtime;

/// <summary>How a probe will be attached. This is decided before loading, because the kernel ties a program to its attach type.</summary>
/// <param name="AttachType">Attach type the program is loaded with.</param>
/// <param name="Name">
/// Short name of the mechanism: <c>uprobe_multi</c>, <c>uprobe_session</c>, <c>kprobe_multi</c>, <c>kprobe_session</c>, <c>perf_event</c>;
/// of traced functions that a glob matches, <c>tracing_multi</c> or <c>tracing</c>.
/// </param>
/// <param name="Reason">The reason, for messages.</param>
public sealed record AttachDecision(AttachType AttachType, string Name, string Reason)
{
    /// <summary>A warning for the user that does not change the decision; null for none.</summary>
    public string? Warning { get; init; }

    /// <summary>True when the program attaches through a multi link.</summary>
    public bool IsMulti => AttachType is AttachType.TraceUprobeMulti or AttachType.TraceUprobeSession or AttachType.TraceKprobeMulti
        or AttachType.TraceKprobeSession or AttachType.TraceFunctionEntryMulti or AttachType.TraceFunctionExitMulti or AttachType.TraceFunctionSessionMulti;

    /// <inheritdoc/>
    public override string ToString() => $"{Name}: {Reason}";
}
