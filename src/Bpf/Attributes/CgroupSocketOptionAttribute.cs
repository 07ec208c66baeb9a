namespace Bpf;

/// <summary>
/// A program that sees, and may change, socket options that processes of a cgroup read or set (<c>BPF_PROG_TYPE_CGROUP_SOCKOPT</c>, kernel 5.3). The method
/// takes a <see cref="CgroupSocketOptionContext"/> and returns a <see cref="bool"/>: whether the call goes on; otherwise it fails with EPERM.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class CgroupSocketOptionAttribute : Attribute
{
    /// <summary>Creates a program for <paramref name="hook"/>.</summary>
    /// <param name="hook">When it runs.</param>
    public CgroupSocketOptionAttribute(CgroupSocketOptionHook hook) => Hook = hook;

    /// <summary>When the program runs.</summary>
    public CgroupSocketOptionHook Hook { get; }

    /// <summary>Whether the program is loaded and attached; true by default. If false, the host can still enable it between Open and Load.</summary>
    public bool AutoLoad { get; set; } = true;
}
