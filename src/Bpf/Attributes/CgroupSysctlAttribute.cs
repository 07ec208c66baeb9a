namespace Bpf;

/// <summary>
/// A program that sees processes of a cgroup read and write sysctls in <c>/proc/sys</c> (<c>BPF_PROG_TYPE_CGROUP_SYSCTL</c>, kernel 5.2). The method takes a
/// <see cref="CgroupSysctlContext"/> and returns a <see cref="bool"/>: whether the access is allowed; otherwise it fails with EPERM.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class CgroupSysctlAttribute : Attribute
{
    /// <summary>Whether the program is loaded and attached; true by default. If false, the host can still enable it between Open and Load.</summary>
    public bool AutoLoad { get; set; } = true;
}
