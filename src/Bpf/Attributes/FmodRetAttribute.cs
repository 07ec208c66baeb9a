namespace Bpf;

/// <summary>
/// Runs the method before a kernel function (<c>BPF_MODIFY_RETURN</c>, kernel 5.7). If the method returns anything but 0, the function is skipped and that
/// value is its result. The target must be a function that allows error injection, or a security hook. The parameters are those of
/// <see cref="FentryAttribute"/>.
/// Several of these attributes on one method are several targets of one program.
/// </summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class FmodRetAttribute : Attribute
{
    /// <summary>Creates a program whose target the host sets with <c>BpfProgram.KernelTargetName</c> before loading.</summary>
    public FmodRetAttribute()
    {
    }

    /// <summary>Creates a program for <paramref name="target"/>.</summary>
    /// <param name="target">A kernel function, such as <c>vfs_read</c>, or <c>module:function</c>.</param>
    public FmodRetAttribute(string target) => Target = target;

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
