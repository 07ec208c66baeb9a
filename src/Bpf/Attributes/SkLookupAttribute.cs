namespace Bpf;

/// <summary>
/// A program that selects the listening TCP socket or the unconnected UDP socket for incoming traffic, whatever address and port the socket is bound to
/// (<c>BPF_PROG_TYPE_SK_LOOKUP</c>, kernel 5.9). It attaches to a network namespace. The method returns an <see cref="SkAction"/>: to pass with the
/// selected socket, or, if it selected none, with the one that the kernel finds; or to refuse the traffic.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SkLookupAttribute : Attribute
{
    /// <summary>Whether the program is loaded and attached; true by default. If false, the host can still enable it between Open and Load.</summary>
    public bool AutoLoad { get; set; } = true;
}
