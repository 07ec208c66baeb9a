namespace Bpf;

/// <summary>
/// Runs the method at a Linux Security Module hook, for the processes or sockets of one cgroup (<c>BPF_LSM_CGROUP</c>, kernel 6.0). The host attaches it to the
/// cgroup. The method returns true to allow the operation, or false to refuse it with <c>EPERM</c>.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class LsmCgroupAttribute : Attribute
{
    /// <summary>Creates a program whose target the host sets with <c>BpfProgram.KernelTargetName</c> before loading.</summary>
    public LsmCgroupAttribute()
    {
    }

    /// <summary>Creates a program for <paramref name="target"/>.</summary>
    /// <param name="target">Name of the hook without <c>bpf_lsm_</c>, for example <c>socket_bind</c>.</param>
    public LsmCgroupAttribute(string target) => Target = target;

    /// <summary>The target as written; null when the host sets it.</summary>
    public string? Target { get; }

    /// <summary>Whether the program is loaded and attached; true by default. If false, the host can still enable it between Open and Load.</summary>
    public bool AutoLoad { get; set; } = true;
}
