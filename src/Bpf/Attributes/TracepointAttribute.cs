namespace Bpf;

/// <summary>
/// Runs the method at a kernel tracepoint (<c>BPF_PROG_TYPE_TRACEPOINT</c>, kernel 4.7). The method may take one parameter <c>in T</c>, a struct laid out as
/// the tracepoint's format file in tracefs says.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class TracepointAttribute : Attribute
{
    /// <summary>A program whose target is set by the host.</summary>
    public TracepointAttribute()
    {
    }

    /// <summary>A program on <paramref name="target"/>.</summary>
    /// <param name="target"><c>category:name</c>, for example <c>sched:sched_switch</c>.</param>
    public TracepointAttribute(string target) => Target = target;

    /// <summary>The target as written, or null when the host sets it.</summary>
    public string? Target { get; }

    /// <summary>When false the program is neither loaded nor attached unless the host turns it on between Open and Load.</summary>
    public bool AutoLoad { get; set; } = true;
}
