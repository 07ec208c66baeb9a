namespace Bpf;

/// <summary>
/// Runs the method when a kernel function is entered (<c>BPF_TRACE_FENTRY</c>, kernel 5.5; aarch64 6.4). Cheaper than a <see cref="KprobeAttribute"/>, and
/// the parameters after the context have the types of the function's C prototype: a pointer to a kernel struct can be passed to helpers and kernel
/// functions that take one. Parameters can be left out from the end. The method returns nothing or 0.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class FentryAttribute : Attribute
{
    /// <summary>A program whose target the host sets before loading, by <c>BpfProgram.KernelTargetName</c>.</summary>
    public FentryAttribute()
    {
    }

    /// <summary>A program on <paramref name="target"/>.</summary>
    /// <param name="target">A kernel function, such as <c>vfs_read</c>, or <c>module:function</c>.</param>
    public FentryAttribute(string target) => Target = target;

    /// <summary>The target as written, or null when the host sets it.</summary>
    public string? Target { get; }

    /// <summary>
    /// True for a program that may sleep, for example to read user memory that is not resident (kernel 5.10; only in functions that may sleep).
    /// </summary>
    public bool Sleepable { get; set; }

    /// <summary>When false the program is neither loaded nor attached unless the host turns it on between Open and Load.</summary>
    public bool AutoLoad { get; set; } = true;
}
