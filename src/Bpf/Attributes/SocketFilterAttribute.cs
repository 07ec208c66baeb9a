namespace Bpf;

/// <summary>
/// A program that filters the packets of a socket (<c>BPF_PROG_TYPE_SOCKET_FILTER</c>, kernel 3.19). The method returns the number of bytes of the
/// packet that the socket receives, 0 for none.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SocketFilterAttribute : Attribute
{

    /// <summary>Whether the program is loaded and attached; true by default. If false, the host can still enable it between Open and Load.</summary>
    public bool AutoLoad { get; set; } = true;
}
