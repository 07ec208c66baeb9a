namespace Bpf;

/// <summary>
/// Sees packets that come in for sockets of a cgroup (<c>BPF_PROG_TYPE_CGROUP_SKB</c>, kernel 4.10; attaching: 5.7); the method returns whether the socket gets
/// them, as a <see cref="bool"/>.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class CgroupSkbIngressAttribute : Attribute
{
    /// <summary>When false the program is neither loaded nor attached unless the host turns it on between Open and Load.</summary>
    public bool AutoLoad { get; set; } = true;
}
