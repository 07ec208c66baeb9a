namespace Bpf.Runtime.Features;

/// <summary>Probes for the semaphore field of uprobe perf events.</summary>
internal static class UprobeReferenceCounterProbe
{
    private static string Format => $"{ProbeEventSource.Uprobes.Directory}/format/ref_ctr_offset";

    public static KernelFeature Run()
        => File.Exists(Format)
            ? new("uprobe_ref_ctr", "4.20", FeatureState.Supported, "the uprobe event has a reference counter offset")
            : new("uprobe_ref_ctr", "4.20", FeatureState.Missing, $"there is no {Format}");
}
