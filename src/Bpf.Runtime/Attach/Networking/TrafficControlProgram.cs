using Bpf.Objects.Description;
using Bpf.Runtime.Attach.Networking;
using Bpf.Runtime.Programs;
using Bpf.Runtime.Syscalls;

namespace Bpf.Runtime;

/// <summary>
/// A program that sees the packets entering and leaving a network device at the traffic control layer (sections <c>tc</c>, <c>classifier</c>,
/// <c>tc/ingress</c>, <c>tc/egress</c>, <c>tcx/…</c>, <c>netkit/primary</c>, <c>netkit/peer</c>).
/// </summary>
/// <remarks>
/// Programs attach through tcx and netkit links. Kernels before 6.6 attach such programs only as filters of a clsact qdisc, through netlink; this
/// library loads programs there, but does not attach them.
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
    /// Attaches to a network device at the hook named by the section or <see cref="BpfProgram.ExpectedAttachType"/>, after other programs there.
    /// </summary>
    /// <param name="device">
    /// Name of the device in the network namespace of the calling thread, such as <c>eth0</c>; for netkit, the primary device of the pair.
    /// </param>
    /// <returns>The link, which is also in <see cref="BpfProgram.Link"/> and closed with the object.</returns>
    /// <exception cref="BpfStateException">The program is not loaded, or the direction is unspecified.</exception>
    /// <exception cref="BpfUnsupportedException">The kernel does not support tcx links (6.6) or netkit links (6.7).</exception>
    /// <exception cref="BpfException">There is no such device (ENODEV), it is not a netkit device, or it already has the program (EEXIST).</exception>
    public Link Attach(string device) => Adopt(AttachAt(device, PlaceOf(null)));

    /// <summary>
    /// Attaches to a network device for one direction, whatever the section says, after other programs there. The kernel does not tie a program to a
    /// direction.
    /// </summary>
    /// <param name="device">Name of the device in the network namespace of the calling thread.</param>
    /// <param name="direction">Direction of the packets.</param>
    /// <inheritdoc cref="Attach(string)"/>
    public Link Attach(string device, TrafficDirection direction)
        => Adopt(AttachAt(device, PlaceOf(direction)));

    private protected override Link? AttachToSectionTarget() => Request.Target is { } device ? AttachAt(device, PlaceOf(Request.Direction)) : null;

    private AttachType PlaceOf(TrafficDirection? direction) => direction switch
    {
        null => ExpectedAttachType,
        TrafficDirection.Ingress => AttachType.TcxIngress,
        _ => AttachType.TcxEgress,
    };

    private KernelLink AttachAt(string device, AttachType place)
    {
        ArgumentException.ThrowIfNullOrEmpty(device);
        ErrorSubject subject = new(Name, device);
        int descriptor = Handle.Descriptor;
        string hook = place switch
        {
            AttachType.TcxIngress => "tcx/ingress",
            AttachType.TcxEgress => "tcx/egress",
            AttachType.NetkitPrimary => "netkit/primary",
            AttachType.NetkitPeer => "netkit/peer",
            _ => throw new BpfStateException("attach traffic control program", subject,
                $"Its section '{SectionName}' does not specify a direction: pass a TrafficDirection, or name the section tcx/ingress or tcx/egress."),
        };
        string operation = $"attach {hook} program";
        LinkCreateAttribute attribute = new()
        {
            ProgramFd = (uint)descriptor,
            TargetInterfaceIndex = NetworkDevice.IndexOf(device, operation, subject),
            AttachType = (uint)place,
        };
        Errno error = BpfCall.Open(BpfCommand.LinkCreate, ref attribute, sizeof(LinkCreateAttribute), out BpfHandle link);
        return error == Errno.None
            ? new KernelLink(link, hook, device)
            : throw Refusal(operation, subject, error, place is AttachType.NetkitPrimary or AttachType.NetkitPeer);
    }

    private static BpfException Refusal(string operation, ErrorSubject subject, Errno error, bool isNetkit) => (error, isNetkit) switch
    {
        // Nothing else in the attribute can be wrong.
        (Errno.EINVAL, false) => new BpfUnsupportedException(operation, subject,
            "Links for traffic control (tcx) need kernel 6.6 with CONFIG_NET_XGRESS; on older kernels, "
                + "programs attach through a clsact qdisc over netlink, which this library does not support.", error),
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
