namespace Bpf;

/// <summary>
/// Sees packets of a socket (<c>BPF_PROG_TYPE_SOCKET_FILTER</c>, kernel 3.19); the method returns how many bytes of the packet the socket gets, 0 for none.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SocketFilterAttribute : Attribute
{

    /// <summary>When false the program is neither loaded nor attached unless the host turns it on between Open and Load.</summary>
    public bool AutoLoad { get; set; } = true;
}
