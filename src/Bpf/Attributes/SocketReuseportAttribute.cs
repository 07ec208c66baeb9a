namespace Bpf;

/// <summary>
/// Chooses which of the sockets that share an address and port by <c>SO_REUSEPORT</c> gets a packet or connection (<c>BPF_PROG_TYPE_SK_REUSEPORT</c>, kernel
/// 4.19). The method returns true to go on with the socket it selected, or with the kernel's choice if it selected none; false drops the packet.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SocketReuseportAttribute : Attribute
{
    /// <summary>When false the program is neither loaded nor attached unless the host turns it on between Open and Load.</summary>
    public bool AutoLoad { get; set; } = true;
}
