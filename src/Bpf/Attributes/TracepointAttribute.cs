namespace Bpf;

/// <summary>
/// Runs the method at a kernel tracepoint (<c>BPF_PROG_TYPE_TRACEPOINT</c>, kernel 4.7). The method may have one parameter <c>in T</c>, a struct with
/// the layout given by the tracepoint's format file in tracefs.
/// Several of these attributes on one method are several targets of one program.
/// </summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class TracepointAttribute : Attribute
{
    /// <summary>Creates a program whose target the host sets.</summary>
    public TracepointAttribute()
    {
    }

    /// <summary>Creates a program for <paramref name="target"/>.</summary>
    /// <param name="target"><c>category:name</c>, for example <c>sched:sched_switch</c>.</param>
    public TracepointAttribute(string target) => Target = target;

    /// <summary>The target as written; null when the host sets it.</summary>
    public string? Target { get; }

    /// <summary>Value that the program reads as its cookie (<c>bpf_get_attach_cookie</c>, kernel 5.15), for example to tell targets apart; 0: none.</summary>
    public ulong Cookie { get; set; }

    /// <summary>Whether the program is loaded and attached; true by default. If false, the host can still enable it between Open and Load.</summary>
    public bool AutoLoad { get; set; } = true;
}
