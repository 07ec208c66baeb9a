namespace Bpf;

/// <summary>Address family of a socket, with the numbers of Linux (<c>AF_*</c>, include/linux/socket.h), which differ from those of .NET.</summary>
public enum SocketFamily : uint
{
    /// <summary><c>AF_UNSPEC</c></summary>
    Unspecified = 0,

    /// <summary><c>AF_UNIX</c></summary>
    Unix = 1,

    /// <summary><c>AF_INET</c>: IPv4</summary>
    InterNetwork = 2,

    /// <summary><c>AF_INET6</c>: IPv6</summary>
    InterNetworkV6 = 10,

    /// <summary><c>AF_NETLINK</c></summary>
    Netlink = 16,

    /// <summary><c>AF_PACKET</c></summary>
    Packet = 17,

    /// <summary><c>AF_VSOCK</c></summary>
    Vsock = 40,

    /// <summary><c>AF_XDP</c></summary>
    Xdp = 44,
}
