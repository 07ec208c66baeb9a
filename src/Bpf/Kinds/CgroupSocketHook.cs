namespace Bpf;

/// <summary>When a <see cref="CgroupSocketAttribute"/> program runs.</summary>
public enum CgroupSocketHook
{
    /// <summary>
    /// An IPv4 or IPv6 socket is created (<c>BPF_CGROUP_INET_SOCK_CREATE</c>, kernel 4.10); with false, <c>socket</c> fails with EPERM.
    /// </summary>
    Create,

    /// <summary>An IPv4 or IPv6 socket is released (<c>BPF_CGROUP_INET_SOCK_RELEASE</c>, kernel 5.9); the kernel ignores the verdict.</summary>
    Release,

    /// <summary>
    /// An IPv4 socket has been bound to an address and port (<c>BPF_CGROUP_INET4_POST_BIND</c>, kernel 4.17); with false, <c>bind</c> fails with EPERM.
    /// </summary>
    PostBind4,

    /// <summary>The same for IPv6 sockets (<c>BPF_CGROUP_INET6_POST_BIND</c>, kernel 4.17).</summary>
    PostBind6,
}
