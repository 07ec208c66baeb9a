namespace Bpf;

/// <summary>
/// Runs the method when a kernel function returns (<c>BPF_PROG_TYPE_KPROBE</c>, kernel 4.1). Upgraded like <see cref="KprobeAttribute"/>. A parameter
/// after the context is the return value.
/// Several of these attributes on one method are several targets of one program.
/// </summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class KretprobeAttribute : Attribute
{
    /// <summary>Creates a program whose target the host sets.</summary>
    public KretprobeAttribute()
    {
    }

    /// <summary>Creates a program for <paramref name="target"/>.</summary>
    /// <param name="target"><c>function</c>.</param>
    public KretprobeAttribute(string target) => Target = target;

    /// <summary>The target as written; null when the host sets it.</summary>
    public string? Target { get; }

    /// <summary>Whether to keep a perf_event probe, never upgrading it to a multi-kprobe.</summary>
    public bool Single { get; set; }

    /// <summary>Value that the program reads as its cookie (<c>bpf_get_attach_cookie</c>, kernel 5.15), for example to tell targets apart; 0: none.</summary>
    public ulong Cookie { get; set; }

    /// <summary>Whether the program is loaded and attached; true by default. If false, the host can still enable it between Open and Load.</summary>
    public bool AutoLoad { get; set; } = true;
}
