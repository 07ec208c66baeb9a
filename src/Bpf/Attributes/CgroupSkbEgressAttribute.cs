namespace Bpf;

/// <summary>
/// Sees packets that sockets of a cgroup send (<c>BPF_PROG_TYPE_CGROUP_SKB</c>, kernel 4.10; attaching: 5.7); the method returns whether they go out, as a
/// <see cref="bool"/>; otherwise sending fails with EPERM.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class CgroupSkbEgressAttribute : Attribute
{
    /// <summary>When false the program is neither loaded nor attached unless the host turns it on between Open and Load.</summary>
    public bool AutoLoad { get; set; } = true;
}
