namespace Bpf;

/// <summary>
/// Runs the method at a kernel tracepoint with its raw arguments (<c>BPF_PROG_TYPE_RAW_TRACEPOINT</c>, kernel 4.17). Parameters after the context are the
/// arguments of its <c>TP_PROTO</c>; parameters can be left out from the end. The verifier does not know what pointers point to, so kernel structs are read
/// with <see cref="Core"/>; a <see cref="BtfTracepointAttribute"/> program (kernel 5.5) reads them directly.
/// Several of these attributes on one method are several targets of one program.
/// </summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class RawTracepointAttribute : Attribute
{
    /// <summary>Creates a program whose target the host sets.</summary>
    public RawTracepointAttribute()
    {
    }

    /// <summary>Creates a program for <paramref name="target"/>.</summary>
    /// <param name="target">Name of the tracepoint without its category, for example <c>sched_switch</c>.</param>
    public RawTracepointAttribute(string target) => Target = target;

    /// <summary>The target as written; null when the host sets it.</summary>
    public string? Target { get; }

    /// <summary>Value that the program reads as its cookie (<c>bpf_get_attach_cookie</c>, kernel 6.10), for example to tell targets apart; 0: none.</summary>
    public ulong Cookie { get; set; }

    /// <summary>Whether the program is loaded and attached; true by default. If false, the host can still enable it between Open and Load.</summary>
    public bool AutoLoad { get; set; } = true;
}
