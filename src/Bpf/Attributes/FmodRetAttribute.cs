namespace Bpf;

/// <summary>
/// Runs the method before a kernel function, and instead of it when the method returns a number other than 0 (<c>BPF_MODIFY_RETURN</c>, kernel 5.7). Only
/// functions that allow error injection and hooks of security modules can be targets. Parameters are those of <see cref="FentryAttribute"/>.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class FmodRetAttribute : Attribute
{
    /// <summary>A program whose target the host sets before loading, by <c>BpfProgram.KernelTargetName</c>.</summary>
    public FmodRetAttribute()
    {
    }

    /// <summary>A program on <paramref name="target"/>.</summary>
    /// <param name="target">A kernel function, such as <c>vfs_read</c>, or <c>module:function</c>.</param>
    public FmodRetAttribute(string target) => Target = target;

    /// <summary>The target as written, or null when the host sets it.</summary>
    public string? Target { get; }

    /// <summary>
    /// True for a program that may sleep, for example to read user memory that is not resident (kernel 5.10; only in functions that may sleep).
    /// </summary>
    public bool Sleepable { get; set; }

    /// <summary>When false the program is neither loaded nor attached unless the host turns it on between Open and Load.</summary>
    public bool AutoLoad { get; set; } = true;
}
