namespace Bpf;

/// <summary>
/// A program that sees the packets redirected to a CPU of a <see cref="BpfCpuMap"/>, on that CPU (an XDP program, kernel 5.9). The host stores it with the
/// CPU; it attaches nowhere else. The method takes an <see cref="XdpCpumapContext"/> and returns an <see cref="XdpAction"/>.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class XdpCpumapAttribute : Attribute
{
    /// <summary>Whether the program takes packets that consist of several fragments (kernel 5.18), as the redirecting program must too.</summary>
    public bool Fragments { get; set; }

    /// <summary>Whether the program is loaded; true by default. If false, the host can still enable it between Open and Load.</summary>
    public bool AutoLoad { get; set; } = true;
}
