using Bpf.Objects.Description;
using Bpf.Runtime.Attach.Devices;
using Bpf.Runtime.Programs;
using Bpf.Runtime.Syscalls;

namespace Bpf.Runtime;

/// <summary>A program that sees packets received by a network device before the network stack does (section <c>xdp</c>).</summary>
public sealed unsafe class XdpProgram : BpfProgram
{
    private const string Operation = "attach xdp program";

    internal XdpProgram(IProgramOwner owner, ProgramDefinition definition)
        : base(owner, definition)
    {
    }

    /// <inheritdoc/>
    public override AttachInputs AttachInputs => new() { Target = "a network device", NeedsTarget = Request.Target is null };

    /// <summary>
    /// Attaches to a network device through a link, or by netlink on kernels without such links (before 5.9; <see cref="DeviceAttachMethod.Netlink"/>).
    /// </summary>
    /// <param name="device">Name of the device in the network namespace of the calling thread, for example <c>eth0</c>.</param>
    /// <param name="mode">Where the program runs.</param>
    /// <returns>The link, which is also in <see cref="BpfProgram.Link"/> and closed with the object.</returns>
    /// <exception cref="BpfStateException">The program is not loaded.</exception>
    /// <exception cref="BpfException">
    /// There is no such device, it already has a program (EBUSY), or its driver does not support the mode (EOPNOTSUPP).
    /// </exception>
    public Link Attach(string device, XdpAttachMode mode = XdpAttachMode.Default) => Attach(device, new XdpOptions { Mode = mode });

    /// <summary>Attaches to a network device through a link or by netlink.</summary>
    /// <param name="device">Name of the device in the network namespace of the calling thread.</param>
    /// <param name="options">How to attach.</param>
    /// <exception cref="ArgumentException">A program is to be replaced without <see cref="DeviceAttachMethod.Netlink"/>.</exception>
    /// <exception cref="BpfUnsupportedException">The kernel does not support such links (5.9).</exception>
    /// <exception cref="BpfException">
    /// There is no such device, it already has a program (EBUSY), its driver does not support the mode (EOPNOTSUPP), or the program to replace is another one
    /// (EEXIST) or does not exist (ENOENT).
    /// </exception>
    /// <inheritdoc cref="Attach(string, XdpAttachMode)"/>
    public Link Attach(string device, XdpOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return Adopt(AttachTo(device, options));
    }

    /// <param name="interfaceIndex">Index of the device in the network namespace of the calling thread.</param>
    /// <param name="options">How to attach.</param>
    /// <inheritdoc cref="Attach(string, XdpOptions)"/>
    public Link Attach(uint interfaceIndex, XdpOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return Adopt(AttachTo(NetworkDevice.At(interfaceIndex, Name), options));
    }

    private protected override Link? AttachToSectionTarget() => Request.Target is { } device ? AttachTo(device, new XdpOptions()) : null;

    private Link AttachTo(string device, XdpOptions options)
    {
        ArgumentException.ThrowIfNullOrEmpty(device);
        return AttachTo(NetworkDevice.Named(device, Operation, new(Name, device)), options);
    }

    private Link AttachTo(NetworkDevice device, XdpOptions options)
    {
        if (options is { Method: not DeviceAttachMethod.Netlink, ReplacesProgram: not null })
        {
            throw new ArgumentException("Only DeviceAttachMethod.Netlink replaces a program.", nameof(options));
        }

        ErrorSubject subject = new(Name, device.Name);
        BpfHandle program = Handle;
        Errno error = Errno.EINVAL;
        if (options.Method != DeviceAttachMethod.Netlink)
        {
            LinkCreateAttribute attribute = new()
            {
                ProgramFd = (uint)program.Descriptor,
                TargetInterfaceIndex = device.Index,
                AttachType = (uint)AttachType.Xdp,
                Flags = (uint)options.Mode,
            };
            error = BpfCall.Open(BpfCommand.LinkCreate, ref attribute, sizeof(LinkCreateAttribute), out BpfHandle link);
            if (error == Errno.None)
            {
                return new KernelLink(link, "xdp", device.Name);
            }
        }

        return error == Errno.EINVAL && options.Method != DeviceAttachMethod.Link
            ? XdpAttachment.Attach(this, device, options, Operation)
            : throw (error == Errno.EINVAL ? new BpfUnsupportedException(Operation, subject, "XDP links need kernel 5.9.", error)
                : BpfException.FromKernel(Operation, subject, error, XdpAttachment.AdviceFor(error)));
    }
}
