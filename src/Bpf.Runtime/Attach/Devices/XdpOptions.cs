namespace Bpf.Runtime;

/// <summary>How to attach an XDP program to a network device.</summary>
public sealed record XdpOptions
{
    /// <summary>Where the program runs.</summary>
    public XdpAttachMode Mode { get; init; }

    /// <summary>Through a link or by netlink.</summary>
    public DeviceAttachMethod Method { get; init; }

    /// <summary>
    /// The kernel's id of the program that it replaces (kernel 5.7), which must be attached by netlink; null if the device must have none. Only with
    /// <see cref="DeviceAttachMethod.Netlink"/>. Detaching leaves the device without a program.
    /// </summary>
    public uint? ReplacesProgram { get; init; }
}
