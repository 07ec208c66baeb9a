namespace Bpf;

/// <summary>
/// Runs the method when a kernel function is entered (<c>BPF_TRACE_FENTRY</c>, kernel 5.5; aarch64 6.4). It costs less than a
/// <see cref="KprobeAttribute"/>. The parameters after the context have the types of the function's C prototype, so a pointer to a kernel struct can be passed
/// to helpers and kernel functions that take one. Trailing parameters can be left out. The method returns nothing or 0.
/// Several of these attributes on one method are several targets of one program.
/// </summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class FentryAttribute : Attribute
{
    /// <summary>Creates a program whose target the host sets with <c>BpfProgram.KernelTargetName</c> before loading.</summary>
    public FentryAttribute()
    {
    }

    /// <summary>Creates a program for <paramref name="target"/>.</summary>
    /// <param name="target">
    /// A kernel function, such as <c>vfs_read</c>, or <c>module:function</c>, or a glob over functions that are not in modules, such as <c>vfs_*</c>
    /// (one link in kernel 7.3, before that a program for each function). The method then has no parameters after the context.
    /// </param>
    public FentryAttribute(string target) => Target = target;

    /// <summary>The target as written; null when the host sets it.</summary>
    public string? Target { get; }

    /// <summary>
    /// Whether the program may sleep, for example to read user memory that is not resident (kernel 5.10; only at functions that may sleep).
    /// </summary>
    public bool Sleepable { get; set; }

    /// <summary>Value that the program reads as its cookie (<c>bpf_get_attach_cookie</c>, kernel 5.19), for example to tell targets apart; 0: none.</summary>
    public ulong Cookie { get; set; }

    /// <summary>Whether the program is loaded and attached; true by default. If false, the host can still enable it between Open and Load.</summary>
    public bool AutoLoad { get; set; } = true;
}
