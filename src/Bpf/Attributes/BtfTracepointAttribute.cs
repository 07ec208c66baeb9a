namespace Bpf;

/// <summary>
/// Runs the method at a kernel tracepoint with typed arguments (<c>BPF_TRACE_RAW_TP</c>, kernel 5.5). The parameters after the context are those of the
/// tracepoint's <c>TP_PROTO</c>; a pointer to a kernel struct can be passed to helpers and kernel functions that take one. Parameters can be left out from
/// the end. What the method returns is ignored.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class BtfTracepointAttribute : Attribute
{
    /// <summary>A program whose target the host sets before loading, by <c>BpfProgram.KernelTargetName</c>.</summary>
    public BtfTracepointAttribute()
    {
    }

    /// <summary>A program on <paramref name="target"/>.</summary>
    /// <param name="target">Name of the tracepoint without its category, for example <c>sched_switch</c>.</param>
    public BtfTracepointAttribute(string target) => Target = target;

    /// <summary>The target as written, or null when the host sets it.</summary>
    public string? Target { get; }

    /// <summary>When false the program is neither loaded nor attached unless the host turns it on between Open and Load.</summary>
    public bool AutoLoad { get; set; } = true;
}
