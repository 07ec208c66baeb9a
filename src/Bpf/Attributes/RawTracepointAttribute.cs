namespace Bpf;

/// <summary>Runs the method at a kernel tracepoint with its unformatted arguments (<c>BPF_PROG_TYPE_RAW_TRACEPOINT</c>, kernel 4.17).</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class RawTracepointAttribute : Attribute
{
    /// <summary>A program whose target is set by the host.</summary>
    public RawTracepointAttribute()
    {
    }

    /// <summary>A program on <paramref name="target"/>.</summary>
    /// <param name="target">Name of the tracepoint without its category, for example <c>sched_switch</c>.</param>
    public RawTracepointAttribute(string target) => Target = target;

    /// <summary>The target as written, or null when the host sets it.</summary>
    public string? Target { get; }

    /// <summary>When false the program is neither loaded nor attached unless the host turns it on between Open and Load.</summary>
    public bool AutoLoad { get; set; } = true;
}
