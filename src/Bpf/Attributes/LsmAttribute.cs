namespace Bpf;

/// <summary>
/// Runs the method at a hook of the kernel's security modules (<c>BPF_LSM_MAC</c>, kernel 5.7, with <c>bpf</c> among the modules in
/// <c>/sys/kernel/security/lsm</c>). The parameters after the context are those of the hook. The method returns 0 to allow what the hook guards, or a negative
/// errno such as -1 (<c>EPERM</c>); methods that return nothing allow it.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class LsmAttribute : Attribute
{
    /// <summary>A program whose target the host sets before loading, by <c>BpfProgram.KernelTargetName</c>.</summary>
    public LsmAttribute()
    {
    }

    /// <summary>A program on <paramref name="target"/>.</summary>
    /// <param name="target">Name of the hook without <c>bpf_lsm_</c>, for example <c>file_open</c>.</param>
    public LsmAttribute(string target) => Target = target;

    /// <summary>The target as written, or null when the host sets it.</summary>
    public string? Target { get; }

    /// <summary>True for a program that may sleep, for example to read user memory that is not resident. Kernel 5.11; only hooks that may sleep.</summary>
    public bool Sleepable { get; set; }

    /// <summary>When false the program is neither loaded nor attached unless the host turns it on between Open and Load.</summary>
    public bool AutoLoad { get; set; } = true;
}
