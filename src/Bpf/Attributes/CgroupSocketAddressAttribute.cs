namespace Bpf;

/// <summary>
/// A program that sees, and may change, the addresses of system calls on sockets of a cgroup (<c>BPF_PROG_TYPE_CGROUP_SOCK_ADDR</c>, kernel 4.17). The
/// method takes a <see cref="CgroupSocketAddressContext"/>. At hooks before the operation it returns a <see cref="bool"/>: whether the call goes on;
/// otherwise it fails with EPERM. At hooks after it (ReceiveMessage, GetPeerName, GetSocketName) it returns nothing.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class CgroupSocketAddressAttribute : Attribute
{
    /// <summary>Creates a program for <paramref name="hook"/>.</summary>
    /// <param name="hook">When it runs.</param>
    public CgroupSocketAddressAttribute(CgroupSocketAddressHook hook) => Hook = hook;

    /// <summary>When the program runs.</summary>
    public CgroupSocketAddressHook Hook { get; }

    /// <summary>Whether the program is loaded and attached; true by default. If false, the host can still enable it between Open and Load.</summary>
    public bool AutoLoad { get; set; } = true;
}
