namespace Bpf;

/// <summary>
/// Runs the method at a kernel tracepoint with typed arguments (<c>BPF_TRACE_RAW_TP</c>, kernel 5.5). The parameters after the context are those of the
/// tracepoint's <c>TP_PROTO</c>; a pointer to a kernel struct can be passed to helpers and kernel functions that take one. Trailing parameters can be
/// left out. The return value is ignored.
/// Several of these attributes on one method are several targets of one program.
/// </summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class BtfTracepointAttribute : Attribute
{
    /// <summary>Creates a program whose target the host sets with <c>BpfProgram.KernelTargetName</c> before loading.</summary>
    public BtfTracepointAttribute()
    {
    }

    /// <summary>Creates a program for <paramref name="target"/>.</summary>
    /// <param name="target">Name of the tracepoint without its category, for example <c>sched_switch</c>.</param>
    public BtfTracepointAttribute(string target) => Target = target;

    /// <summary>The target as written; null when the host sets it.</summary>
    public string? Target { get; }

    /// <summary>Value that the program reads as its cookie (<c>bpf_get_attach_cookie</c>, kernel 6.10), for example to tell targets apart; 0: none.</summary>
    public ulong Cookie { get; set; }

    /// <summary>Whether the program is loaded and attached; true by default. If false, the host can still enable it between Open and Load.</summary>
    public bool AutoLoad { get; set; } = true;
}
