namespace Bpf;

/// <summary>
/// Runs the method when a kernel function returns (<c>BPF_PROG_TYPE_KPROBE</c>, kernel 4.1). Upgraded like <see cref="KprobeAttribute"/>. One parameter after
/// the context is the return value.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class KretprobeAttribute : Attribute
{
    /// <summary>A program whose target is set by the host.</summary>
    public KretprobeAttribute()
    {
    }

    /// <summary>A program on <paramref name="target"/>.</summary>
    /// <param name="target"><c>function</c>.</param>
    public KretprobeAttribute(string target) => Target = target;

    /// <summary>The target as written, or null when the host sets it.</summary>
    public string? Target { get; }

    /// <summary>Keeps the perf_event path: the probe is never upgraded to a multi-kprobe.</summary>
    public bool Single { get; set; }

    /// <summary>When false the program is neither loaded nor attached unless the host turns it on between Open and Load.</summary>
    public bool AutoLoad { get; set; } = true;
}
