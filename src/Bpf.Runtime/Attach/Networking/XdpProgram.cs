using Bpf.Objects.Description;
using Bpf.Runtime.Attach.Networking;
using Bpf.Runtime.Programs;
using Bpf.Runtime.Syscalls;

namespace Bpf.Runtime;

/// <summary>A program that sees packets received by a network device before the network stack does (section <c>xdp</c>).</summary>
public sealed unsafe class XdpProgram : BpfProgram
{
    internal XdpProgram(IProgramOwner owner, ProgramDefinition definition)
        : base(owner, definition)
    {
    }

    /// <inheritdoc/>
    public override AttachInputs AttachInputs => new() { Target = "a network device", NeedsTarget = Request.Target is null };

    /// <summary>Attaches to a network device through a link (kernel 5.9).</summary>
    /// <param name="device">Name of the device in the network namespace of the calling thread, for example <c>eth0</c>.</param>
    /// <param name="mode">Where the program runs.</param>
    /// <returns>The link, which is also in <see cref="BpfProgram.Link"/> and closed with the object.</returns>
    /// <exception cref="BpfStateException">The program is not loaded.</exception>
    /// <exception cref="BpfException">
    /// There is no such device, it already has a program (EBUSY), or its driver does not support the mode (EOPNOTSUPP).
    /// </exception>
    public Link Attach(string device, XdpAttachMode mode = XdpAttachMode.Default) => Adopt(AttachTo(device, mode));

    private protected override Link? AttachToSectionTarget() => Request.Target is { } device ? AttachTo(device, XdpAttachMode.Default) : null;

    private KernelLink AttachTo(string device, XdpAttachMode mode)
    {
        ArgumentException.ThrowIfNullOrEmpty(device);
        const string Operation = "attach xdp program";
        ErrorSubject subject = new(Name, device);
        LinkCreateAttribute attribute = new()
        {
            ProgramFd = (uint)Handle.Descriptor,
            TargetInterfaceIndex = NetworkDevice.IndexOf(device, Operation, subject),
            AttachType = (uint)AttachType.Xdp,
            Flags = (uint)mode,
        };
        Errno error = BpfCall.Open(BpfCommand.LinkCreate, ref attribute, sizeof(LinkCreateAttribute), out BpfHandle link);
        return error == Errno.None ? new KernelLink(link, "xdp", device) : throw BpfException.FromKernel(Operation, subject, error, error switch
        {
            Errno.EBUSY => "The device already has an XDP program.",
            Errno.EOPNOTSUPP => "The driver cannot run it in this mode; XdpAttachMode.Generic works on every device.",
            Errno.ERANGE => "The packets of the device, or of its peer, may be too long for one buffer. Set Fragments = true in the attribute "
                + "([Xdp(Fragments = true)], kernel 5.18), or a smaller MTU.",
            Errno.EINVAL => "XDP links need kernel 5.9.",
            _ => null,
        });
    }
}
