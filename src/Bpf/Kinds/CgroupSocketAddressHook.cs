namespace Bpf;

/// <summary>When a <see cref="CgroupSocketAddressAttribute"/> program runs.</summary>
public enum CgroupSocketAddressHook
{
    /// <summary>An IPv4 socket is bound to an address and port (<c>BPF_CGROUP_INET4_BIND</c>, kernel 4.17).</summary>
    Bind4,

    /// <summary>An IPv6 socket is bound to an address and port (<c>BPF_CGROUP_INET6_BIND</c>, kernel 4.17).</summary>
    Bind6,

    /// <summary>An IPv4 socket connects (<c>BPF_CGROUP_INET4_CONNECT</c>, kernel 4.17).</summary>
    Connect4,

    /// <summary>An IPv6 socket connects (<c>BPF_CGROUP_INET6_CONNECT</c>, kernel 4.17).</summary>
    Connect6,

    /// <summary>A Unix socket connects (<c>BPF_CGROUP_UNIX_CONNECT</c>, kernel 6.7).</summary>
    ConnectUnix,

    /// <summary>An IPv4 datagram is sent through a socket that is not connected (<c>BPF_CGROUP_UDP4_SENDMSG</c>, kernel 4.18).</summary>
    SendMessage4,

    /// <summary>An IPv6 datagram is sent through a socket that is not connected (<c>BPF_CGROUP_UDP6_SENDMSG</c>, kernel 4.18).</summary>
    SendMessage6,

    /// <summary>A datagram is sent through a Unix socket that is not connected (<c>BPF_CGROUP_UNIX_SENDMSG</c>, kernel 6.7).</summary>
    SendMessageUnix,

    /// <summary>An IPv4 datagram has been received; the address is that of the sender (<c>BPF_CGROUP_UDP4_RECVMSG</c>, kernel 5.2).</summary>
    ReceiveMessage4,

    /// <summary>An IPv6 datagram has been received; the address is that of the sender (<c>BPF_CGROUP_UDP6_RECVMSG</c>, kernel 5.2).</summary>
    ReceiveMessage6,

    /// <summary>A datagram has been received through a Unix socket (<c>BPF_CGROUP_UNIX_RECVMSG</c>, kernel 6.7).</summary>
    ReceiveMessageUnix,

    /// <summary>A process asks for the remote address of an IPv4 socket (<c>BPF_CGROUP_INET4_GETPEERNAME</c>, kernel 5.8).</summary>
    GetPeerName4,

    /// <summary>A process asks for the remote address of an IPv6 socket (<c>BPF_CGROUP_INET6_GETPEERNAME</c>, kernel 5.8).</summary>
    GetPeerName6,

    /// <summary>A process asks for the remote address of a Unix socket (<c>BPF_CGROUP_UNIX_GETPEERNAME</c>, kernel 6.7).</summary>
    GetPeerNameUnix,

    /// <summary>A process asks for the local address of an IPv4 socket (<c>BPF_CGROUP_INET4_GETSOCKNAME</c>, kernel 5.8).</summary>
    GetSocketName4,

    /// <summary>A process asks for the local address of an IPv6 socket (<c>BPF_CGROUP_INET6_GETSOCKNAME</c>, kernel 5.8).</summary>
    GetSocketName6,

    /// <summary>A process asks for the local address of a Unix socket (<c>BPF_CGROUP_UNIX_GETSOCKNAME</c>, kernel 6.7).</summary>
    GetSocketNameUnix,
}
