namespace Bpf.Runtime.Features;

/// <summary>Probes for the perf event source of uprobes.</summary>
internal static class UprobeEventProbe
{
    public static KernelFeature Run()
        => ProbeEventSource.Uprobes.Type is { } type
            ? new("uprobe_events", "4.17", FeatureState.Supported, $"perf event type {type}")
            : new("uprobe_events", "4.17", FeatureState.Missing, $"there is no {ProbeEventSource.Uprobes.Directory}");
}
