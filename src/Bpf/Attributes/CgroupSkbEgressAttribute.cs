namespace Bpf;

/// <summary>
/// A program that sees packets sent by sockets of a cgroup (<c>BPF_PROG_TYPE_CGROUP_SKB</c>, kernel 4.10; attaching: 5.7). The method returns a
/// {bool}: whether to send the packet; otherwise sending fails with EPERM.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class CgroupSkbEgressAttribute : Attribute
{
    /// <summary>Whether the program is loaded and attached; true by default. If false, the host can still enable it between Open and Load.</summary>
    public bool AutoLoad { get; set; } = true;
}
