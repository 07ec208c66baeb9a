namespace Bpf;

/// <summary>
/// Runs the method at a hook of the kernel's security modules for the processes or sockets of a cgroup (<c>BPF_LSM_CGROUP</c>, kernel 6.0). The host attaches
/// it to a cgroup. The method returns true to allow what the hook guards; false refuses it with <c>EPERM</c>.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class LsmCgroupAttribute : Attribute
{
    /// <summary>A program whose target the host sets before loading, by <c>BpfProgram.KernelTargetName</c>.</summary>
    public LsmCgroupAttribute()
    {
    }

    /// <summary>A program on <paramref name="target"/>.</summary>
    /// <param name="target">Name of the hook without <c>bpf_lsm_</c>, for example <c>socket_bind</c>.</param>
    public LsmCgroupAttribute(string target) => Target = target;

    /// <summary>The target as written, or null when the host sets it.</summary>
    public string? Target { get; }

    /// <summary>When false the program is neither loaded nor attached unless the host turns it on between Open and Load.</summary>
    public bool AutoLoad { get; set; } = true;
}
