using Bpf.Objects.Description;
using Bpf.Runtime.Attach.Devices;
using Bpf.Runtime.Programs;
using Bpf.Runtime.Syscalls;

namespace Bpf.Runtime;

/// <summary>
/// A program that sees the packets entering and leaving a network device at the traffic control layer (sections <c>tc</c>, <c>classifier</c>,
/// <c>tc/ingress</c>, <c>tc/egress</c>, <c>tcx/…</c>, <c>netkit/primary</c>, <c>netkit/peer</c>).
/// </summary>
/// <remarks>
/// Programs attach through tcx and netkit links. Kernels before 6.6 attach such programs as filters of a clsact qdisc, by netlink.
/// </remarks>
public sealed unsafe class TrafficControlProgram : BpfProgram
{
    internal TrafficControlProgram(IProgramOwner owner, ProgramDefinition definition)
        : base(owner, definition)
    {
    }

    /// <inheritdoc/>
    public override AttachInputs AttachInputs => new()
    {
        Target = "a network device",
        NeedsTarget = Request.Target is null,
        TakesDirection = true,
        NeedsDirection = ExpectedAttachType == default && Request.Direction is null,
    };

    /// <summary>
    /// Attaches to a network device at the hook named by the section or <see cref="BpfProgram.ExpectedAttachType"/>, after other programs there: through a
    /// link, or on kernels before 6.6 as a filter (<see cref="DeviceAttachMethod.Netlink"/>).
    /// </summary>
    /// <param name="device">
    /// Name of the device in the network namespace of the calling thread, such as <c>eth0</c>; for netkit, the primary device of the pair.
    /// </param>
    /// <returns>The link, which is also in <see cref="BpfProgram.Link"/> and closed with the object.</returns>
    /// <exception cref="BpfStateException">The program is not loaded, or the direction is unspecified.</exception>
    /// <exception cref="BpfUnsupportedException">The kernel does not support netkit links (6.7).</exception>
    /// <exception cref="BpfException">There is no such device (ENODEV), it is not a netkit device, or it already has the program (EEXIST).</exception>
    public Link Attach(string device) => Attach(device, new TrafficControlOptions());

    /// <summary>
    /// Attaches to a network device for one direction, whatever the section says, after other programs there. The kernel does not tie a program to a
    /// direction.
    /// </summary>
    /// <param name="device">Name of the device in the network namespace of the calling thread.</param>
    /// <param name="direction">Direction of the packets.</param>
    /// <inheritdoc cref="Attach(string)"/>
    public Link Attach(string device, TrafficDirection direction) => Attach(device, new TrafficControlOptions { Direction = direction });

    /// <summary>Attaches to a network device at a position among the programs there, through a link or by netlink.</summary>
    /// <param name="device">Name of the device in the network namespace of the calling thread; for netkit, the primary device of the pair.</param>
    /// <param name="options">How to attach.</param>
    /// <exception cref="ArgumentException">Options for links and for filters are combined.</exception>
    /// <exception cref="BpfUnsupportedException">The kernel does not support such links (tcx: 6.6, netkit: 6.7).</exception>
    /// <exception cref="BpfException">
    /// There is no such device (ENODEV), it is not a netkit device, it already has the program (EEXIST), the program or link of the order is not there
    /// (ENOENT), or the list of programs has another revision (ESTALE).
    /// </exception>
    /// <inheritdoc cref="Attach(string)"/>
    public Link Attach(string device, TrafficControlOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return Adopt(AttachTo(device, options));
    }

    /// <param name="interfaceIndex">Index of the device in the network namespace of the calling thread.</param>
    /// <param name="options">How to attach.</param>
    /// <inheritdoc cref="Attach(string, TrafficControlOptions)"/>
    public Link Attach(uint interfaceIndex, TrafficControlOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return Adopt(AttachTo(NetworkDevice.At(interfaceIndex, Name), options));
    }

    /// <summary>
    /// Reads which programs are attached to a network device through links, in the order in which they run (tcx: kernel 6.6, netkit: 6.7). Filters
    /// (<see cref="DeviceAttachMethod.Netlink"/>) are not among them: they run after these programs.
    /// </summary>
    /// <param name="device">Name of the device in the network namespace of the calling thread; for netkit, the primary device of the pair.</param>
    /// <param name="direction">Direction of the packets; null for that of the section.</param>
    /// <exception cref="BpfStateException">The direction is unspecified.</exception>
    /// <exception cref="BpfUnsupportedException">The kernel does not support such links.</exception>
    /// <exception cref="BpfException">There is no such device (ENODEV), or it is not a netkit device.</exception>
    public AttachedPrograms GetAttached(string device, TrafficDirection? direction = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(device);
        ErrorSubject subject = new(Name, device);
        AttachType place = PlaceOf(direction);
        string operation = $"list {HookOf(place, subject)} programs beside";
        uint index = NetworkDevice.IndexOf(device, operation, subject);
        Errno error = AttachedPrograms.Read(index, place, withLinks: true, out AttachedPrograms? programs);
        return programs ?? throw Refusal(operation, subject, error, IsNetkit(place));
    }

    private protected override Link? AttachToSectionTarget()
        => Request.Target is { } device ? AttachTo(device, new TrafficControlOptions { Direction = Request.Direction }) : null;

    private AttachType PlaceOf(TrafficDirection? direction) => direction switch
    {
        null => ExpectedAttachType,
        TrafficDirection.Ingress => AttachType.TcxIngress,
        _ => AttachType.TcxEgress,
    };

    private string HookOf(AttachType place, ErrorSubject subject) => place switch
    {
        AttachType.TcxIngress => "tcx/ingress",
        AttachType.TcxEgress => "tcx/egress",
        AttachType.NetkitPrimary => "netkit/primary",
        AttachType.NetkitPeer => "netkit/peer",
        _ => throw new BpfStateException("attach traffic control program", subject,
            $"Its section '{SectionName}' does not specify a direction: pass a TrafficDirection, or name the section tcx/ingress or tcx/egress."),
    };

    private static bool IsNetkit(AttachType place) => place is AttachType.NetkitPrimary or AttachType.NetkitPeer;

    private Link AttachTo(string device, TrafficControlOptions options)
    {
        ArgumentException.ThrowIfNullOrEmpty(device);
        ErrorSubject subject = new(Name, device);
        return AttachTo(NetworkDevice.Named(device, $"attach {HookOf(PlaceOf(options.Direction), subject)} program", subject), options);
    }

    private Link AttachTo(NetworkDevice device, TrafficControlOptions options)
    {
        ErrorSubject subject = new(Name, device.Name);
        AttachType place = PlaceOf(options.Direction);
        string hook = HookOf(place, subject);
        string operation = $"attach {hook} program";
        bool isFilter = options.Method == DeviceAttachMethod.Netlink;
        if (isFilter ? options.Order is not null : options is not { Priority: null, Handle: null, Protocol: null })
        {
            throw new ArgumentException(
                "Order is for links; Priority, Handle and Protocol are for filters, which need DeviceAttachMethod.Netlink.", nameof(options));
        }

        BpfHandle program = Handle;
        if (isFilter && IsNetkit(place))
        {
            throw new BpfUnsupportedException(operation, subject, "Netkit programs attach only through links.", Errno.EOPNOTSUPP);
        }

        Errno error = Errno.EINVAL;
        if (!isFilter)
        {
            LinkCreateAttribute attribute = new()
            {
                ProgramFd = (uint)program.Descriptor,
                TargetInterfaceIndex = device.Index,
                AttachType = (uint)place,
            };
            options.Order?.ApplyTo(ref attribute);
            error = BpfCall.Open(BpfCommand.LinkCreate, ref attribute, sizeof(LinkCreateAttribute), out BpfHandle link);
            if (error == Errno.None)
            {
                return new KernelLink(link, hook, device.Name);
            }
        }

        // A kernel without tcx does not know the attach type.
        if (error == Errno.EINVAL && options.Method != DeviceAttachMethod.Link && options.Order is null && !IsNetkit(place))
        {
            return FilterAttachment.Attach(this, device, place == AttachType.TcxIngress ? TrafficDirection.Ingress : TrafficDirection.Egress, options);
        }

        // Where the list can be read, links exist.
        bool hasLinks = options.Order is not null && AttachedPrograms.Read(device.Index, place, withLinks: true, out _) == Errno.None;
        throw hasLinks && options.Order!.Explain(error) is { } reason
            ? BpfException.FromKernel(operation, subject, error, reason)
            : Refusal(operation, subject, error, IsNetkit(place));
    }

    private static BpfException Refusal(string operation, ErrorSubject subject, Errno error, bool isNetkit) => (error, isNetkit) switch
    {
        // Nothing else in the attribute can be wrong.
        (Errno.EINVAL, false) => new BpfUnsupportedException(operation, subject,
            "Links for traffic control (tcx), and an order among them, need kernel 6.6 with CONFIG_NET_XGRESS; on older kernels, "
                + "programs attach as filters: DeviceAttachMethod.Netlink.", error),
        (Errno.EINVAL, true) => new BpfUnsupportedException(operation, subject, "Links of netkit devices need kernel 6.7 with CONFIG_NETKIT.", error),
        (Errno.ENXIO, true) =>
            BpfException.FromKernel(operation, subject, error,
            "It is not a netkit device; create one with 'ip link add … type netkit', or use TrafficDirection to attach to other devices."),
        (Errno.EACCES, true) =>
            BpfException.FromKernel(operation, subject, error, "It is the peer device of its pair; programs for both ends attach to the primary device."),
        (Errno.EEXIST, _) => BpfException.FromKernel(operation, subject, error, "The device already has this program there."),
        (Errno.ERANGE, _) => BpfException.FromKernel(operation, subject, error, "A device can have at most 64 programs at one hook."),
        _ => BpfException.FromKernel(operation, subject, error),
    };
}
