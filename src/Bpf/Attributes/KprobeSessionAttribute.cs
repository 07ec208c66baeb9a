namespace Bpf;

/// <summary>
/// Runs the method both when a kernel function is entered and when it returns, with a word of memory shared by the two runs
/// (<c>BPF_TRACE_KPROBE_SESSION</c>, kernel 6.10; aarch64 6.14). The method returns a <see cref="SessionAction"/>, an <c>int</c> with its values, or nothing.
/// Parameters after the context are the function's arguments, which are defined in the run at entry.
/// Several of these attributes on one method are several targets of one program.
/// </summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class KprobeSessionAttribute : Attribute
{
    /// <summary>Creates a session with a target that the host sets.</summary>
    public KprobeSessionAttribute()
    {
    }

    /// <summary>Creates a session for <paramref name="target"/>.</summary>
    /// <param name="target">A traceable function, or a glob over their names: <c>vfs_*</c>.</param>
    public KprobeSessionAttribute(string target) => Target = target;

    /// <summary>The target as written; null when the host sets it.</summary>
    public string? Target { get; }

    /// <summary>Value that the program reads as its cookie (<c>bpf_get_attach_cookie</c>, kernel 6.10), for example to tell targets apart; 0: none.</summary>
    public ulong Cookie { get; set; }

    /// <summary>Whether the program is loaded and attached; true by default. If false, the host can still enable it between Open and Load.</summary>
    public bool AutoLoad { get; set; } = true;
}
