namespace Bpf;

/// <summary>
/// A program that sees sockets of a cgroup being created, bound or released (<c>BPF_PROG_TYPE_CGROUP_SOCK</c>, kernel 4.10). The method takes a
/// <see cref="CgroupSocketContext"/> and returns a <see cref="bool"/>: whether the operation succeeds; otherwise it fails with EPERM.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class CgroupSocketAttribute : Attribute
{
    /// <summary>Creates a program for <paramref name="hook"/>.</summary>
    /// <param name="hook">When it runs.</param>
    public CgroupSocketAttribute(CgroupSocketHook hook) => Hook = hook;

    /// <summary>When the program runs.</summary>
    public CgroupSocketHook Hook { get; }

    /// <summary>Whether the program is loaded and attached; true by default. If false, the host can still enable it between Open and Load.</summary>
    public bool AutoLoad { get; set; } = true;
}
