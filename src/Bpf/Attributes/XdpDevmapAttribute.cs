namespace Bpf;

/// <summary>
/// A program that sees the packets redirected to a device of a <see cref="BpfDeviceMap"/> or <see cref="BpfDeviceHash"/>, before the device sends them (an
/// XDP program, kernel 5.8). The host stores it with the device; it attaches nowhere else. The method takes an <see cref="XdpDevmapContext"/> and returns
/// an <see cref="XdpAction"/>: <see cref="XdpAction.Pass"/> to send the packet, otherwise it is dropped.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class XdpDevmapAttribute : Attribute
{
    /// <summary>Whether the program takes packets that consist of several fragments (kernel 5.18), as the redirecting program must too.</summary>
    public bool Fragments { get; set; }

    /// <summary>Whether the program is loaded; true by default. If false, the host can still enable it between Open and Load.</summary>
    public bool AutoLoad { get; set; } = true;
}
