namespace Bpf;

/// <summary>
/// Runs the method when a kernel function is entered (<c>BPF_PROG_TYPE_KPROBE</c>, kernel 4.1). Upgraded to a multi-kprobe (<c>BPF_TRACE_KPROBE_MULTI</c>,
/// kernel 5.18) at the entry of traceable functions. Parameters after the context are the function's arguments.
/// Several of these attributes on one method are several targets of one program.
/// </summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class KprobeAttribute : Attribute
{
    /// <summary>Creates a program whose target the host sets.</summary>
    public KprobeAttribute()
    {
    }

    /// <summary>Creates a program for <paramref name="target"/>.</summary>
    /// <param name="target"><c>function</c> or <c>function+offset</c>.</param>
    public KprobeAttribute(string target) => Target = target;

    /// <summary>The target as written; null when the host sets it.</summary>
    public string? Target { get; }

    /// <summary>Whether to keep a perf_event probe, never upgrading it to a multi-kprobe.</summary>
    public bool Single { get; set; }

    /// <summary>Value that the program reads as its cookie (<c>bpf_get_attach_cookie</c>, kernel 5.15), for example to tell targets apart; 0: none.</summary>
    public ulong Cookie { get; set; }

    /// <summary>Whether the program is loaded and attached; true by default. If false, the host can still enable it between Open and Load.</summary>
    public bool AutoLoad { get; set; } = true;
}
