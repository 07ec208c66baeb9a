namespace Bpf;

/// <summary>
/// A program that sees packets before the network stack does (<c>BPF_PROG_TYPE_XDP</c>, kernel 4.8). The method returns an <see cref="XdpAction"/>.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class XdpAttribute : Attribute
{

    /// <summary>Whether the program is loaded and attached; true by default. If false, the host can still enable it between Open and Load.</summary>
    public bool AutoLoad { get; set; } = true;
}
