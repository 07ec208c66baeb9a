namespace Bpf;

/// <summary>
/// Runs the method at a kernel tracepoint whose first argument points to memory that programs may change
/// (<c>BPF_PROG_TYPE_RAW_TRACEPOINT_WRITABLE</c>, kernel 5.2), such as <c>nbd_send_request</c> and <c>bpf_test_finish</c>. The first parameter after the
/// context is that pointer, to be read and written directly; others are as for <see cref="RawTracepointAttribute"/>.
/// Several of these attributes on one method are several targets of one program.
/// </summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class WritableRawTracepointAttribute : Attribute
{
    /// <summary>Creates a program with a target that the host sets.</summary>
    public WritableRawTracepointAttribute()
    {
    }

    /// <summary>Creates a program for <paramref name="target"/>.</summary>
    /// <param name="target">Name of the tracepoint without its category, for example <c>bpf_test_finish</c>.</param>
    public WritableRawTracepointAttribute(string target) => Target = target;

    /// <summary>The target as written; null when the host sets it.</summary>
    public string? Target { get; }

    /// <summary>Value that the program reads as its cookie (<c>bpf_get_attach_cookie</c>, kernel 6.10), for example to tell targets apart; 0: none.</summary>
    public ulong Cookie { get; set; }

    /// <summary>Whether the program is loaded and attached; true by default. If false, the host can still enable it between Open and Load.</summary>
    public bool AutoLoad { get; set; } = true;
}
