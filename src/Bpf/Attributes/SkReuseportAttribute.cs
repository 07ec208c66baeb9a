namespace Bpf;

/// <summary>
/// A program that selects which of the sockets sharing an address and port through <c>SO_REUSEPORT</c> receives a packet or connection
/// (<c>BPF_PROG_TYPE_SK_REUSEPORT</c>, kernel 4.19). The method returns an <see cref="SkAction"/>: to pass with the selected socket, or,
/// if it selected none, with the one that the kernel chooses; or to drop the packet.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SkReuseportAttribute : Attribute
{
    /// <summary>
    /// Whether the program also runs when a listening TCP socket closes, to choose another one for each connection that it has not accepted yet
    /// (kernel 5.14).
    /// </summary>
    public bool Migrate { get; set; }

    /// <summary>Whether the program is loaded and attached; true by default. If false, the host can still enable it between Open and Load.</summary>
    public bool AutoLoad { get; set; } = true;
}
