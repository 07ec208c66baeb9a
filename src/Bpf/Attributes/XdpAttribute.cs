namespace Bpf;

/// <summary>
/// A program that sees packets before the network stack does (<c>BPF_PROG_TYPE_XDP</c>, kernel 4.8). The method returns an <see cref="XdpAction"/>.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class XdpAttribute : Attribute
{
    /// <summary>
    /// Whether the program takes packets that consist of several fragments (kernel 5.18). Without, the drivers that build such packets refuse the program
    /// while the device has a large MTU. With it, only the first part of a packet is linear; <see cref="XdpContext.Length"/>,
    /// <see cref="XdpContext.TryRead{T}"/> and <see cref="XdpContext.TryWrite{T}"/> work on all of it.
    /// </summary>
    public bool Fragments { get; set; }

    /// <summary>Whether the program is loaded and attached; true by default. If false, the host can still enable it between Open and Load.</summary>
    public bool AutoLoad { get; set; } = true;
}
