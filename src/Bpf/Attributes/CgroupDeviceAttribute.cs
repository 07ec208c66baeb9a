namespace Bpf;

/// <summary>
/// A program that decides which device files processes of a cgroup may create, read and write (<c>BPF_PROG_TYPE_CGROUP_DEVICE</c>, kernel 4.15). The method
/// takes a <see cref="CgroupDeviceContext"/> and returns a <see cref="bool"/>: whether the access is allowed; otherwise it fails with EPERM.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class CgroupDeviceAttribute : Attribute
{
    /// <summary>Whether the program is loaded and attached; true by default. If false, the host can still enable it between Open and Load.</summary>
    public bool AutoLoad { get; set; } = true;
}
