namespace Bpf;

/// <summary>
/// Runs the method when a kernel function returns (<c>BPF_TRACE_FEXIT</c>, kernel 5.5; aarch64 6.4). The parameters after the context are the arguments the
/// function was called with, as for <see cref="FentryAttribute"/>; its result is <see cref="FexitContext.ReturnValue"/>. The method returns nothing or 0.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class FexitAttribute : Attribute
{
    /// <summary>A program whose target the host sets before loading, by <c>BpfProgram.KernelTargetName</c>.</summary>
    public FexitAttribute()
    {
    }

    /// <summary>A program on <paramref name="target"/>.</summary>
    /// <param name="target">A kernel function, such as <c>vfs_read</c>, or <c>module:function</c>.</param>
    public FexitAttribute(string target) => Target = target;

    /// <summary>The target as written, or null when the host sets it.</summary>
    public string? Target { get; }

    /// <summary>
    /// True for a program that may sleep, for example to read user memory that is not resident (kernel 5.10; only in functions that may sleep).
    /// </summary>
    public bool Sleepable { get; set; }

    /// <summary>When false the program is neither loaded nor attached unless the host turns it on between Open and Load.</summary>
    public bool AutoLoad { get; set; } = true;
}
