namespace Bpf;

/// <summary>
/// Runs the method when a kernel function is entered (<c>BPF_PROG_TYPE_KPROBE</c>, kernel 4.1). Upgraded to a multi-kprobe (<c>BPF_TRACE_KPROBE_MULTI</c>,
/// kernel 5.18) at the entry of traceable functions. Parameters after the context are the function's arguments.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class KprobeAttribute : Attribute
{
    /// <summary>A program whose target is set by the host.</summary>
    public KprobeAttribute()
    {
    }

    /// <summary>A program on <paramref name="target"/>.</summary>
    /// <param name="target"><c>function</c> or <c>function+offset</c>.</param>
    public KprobeAttribute(string target) => Target = target;

    /// <summary>The target as written, or null when the host sets it.</summary>
    public string? Target { get; }

    /// <summary>Keeps the perf_event path: the probe is never upgraded to a multi-kprobe.</summary>
    public bool Single { get; set; }

    /// <summary>When false the program is neither loaded nor attached unless the host turns it on between Open and Load.</summary>
    public bool AutoLoad { get; set; } = true;
}
