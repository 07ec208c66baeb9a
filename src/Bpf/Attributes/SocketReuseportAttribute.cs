namespace Bpf;

/// <summary>
/// A program that selects which of the sockets sharing an address and port through <c>SO_REUSEPORT</c> receives a packet or connection
/// (<c>BPF_PROG_TYPE_SK_REUSEPORT</c>, kernel 4.19). The method returns true to use the selected socket, or the kernel's choice if it selected none;
/// false drops the packet.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SocketReuseportAttribute : Attribute
{
    /// <summary>Whether the program is loaded and attached; true by default. If false, the host can still enable it between Open and Load.</summary>
    public bool AutoLoad { get; set; } = true;
}
