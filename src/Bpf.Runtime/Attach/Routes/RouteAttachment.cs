using System.Net;
using System.Net.Sockets;
using Bpf.Runtime.Attach.Devices;
using Bpf.Runtime.Netlink;
using Bpf.Runtime.Syscalls;

namespace Bpf.Runtime.Attach.Routes;

/// <summary>A route whose packets meet a program. The kernel has no link for it: the route holds the program.</summary>
internal sealed class RouteAttachment : Link
{
    private const ushort NewRoute = 24; // RTM_NEWROUTE, linux/rtnetlink.h
    private const ushort DeleteRoute = 25; // RTM_DELROUTE
    private const ushort Destination = 1; // RTA_DST
    private const ushort Device = 4; // RTA_OIF
    private const ushort Gateway = 5; // RTA_GATEWAY
    private const ushort Metric = 6; // RTA_PRIORITY
    private const ushort Table = 15; // RTA_TABLE
    private const ushort TunnelType = 21; // RTA_ENCAP_TYPE
    private const ushort Tunnel = 22; // RTA_ENCAP
    private const byte InterNetwork = 2; // AF_INET
    private const byte InterNetworkV6 = 10; // AF_INET6
    private const byte StaticProtocol = 4; // RTPROT_STATIC
    private const byte LinkScope = 253; // RT_SCOPE_LINK, of IPv4 destinations at the device itself
    private const byte Unicast = 1; // RTN_UNICAST
    private const ushort BpfTunnel = 6; // LWTUNNEL_ENCAP_BPF, linux/lwtunnel.h
    private const ushort SegmentTunnel = 7; // LWTUNNEL_ENCAP_SEG6_LOCAL
    private const ushort Headroom = 4; // LWT_BPF_XMIT_HEADROOM
    private const ushort ProgramDescriptor = 1; // LWT_BPF_PROG_FD, SEG6_LOCAL_BPF_PROG
    private const ushort ProgramName = 2; // LWT_BPF_PROG_NAME, SEG6_LOCAL_BPF_PROG_NAME
    private const ushort SegmentAction = 1; // SEG6_LOCAL_ACTION, linux/seg6_local.h
    private const ushort SegmentProgram = 8; // SEG6_LOCAL_BPF
    private const uint RunProgram = 15; // SEG6_LOCAL_ACTION_END_BPF

    private readonly NetlinkSocket _socket;
    private readonly LwtRoute _route;
    private readonly uint _interfaceIndex;

    private RouteAttachment(NetlinkSocket socket, LwtRoute route, uint interfaceIndex, string hook)
    {
        _socket = socket;
        _route = route;
        _interfaceIndex = interfaceIndex;
        Hook = hook;
    }

    public override LinkKind Kind => LinkKind.Other;

    public override string Target => $"{_route}";

    public override string Hook { get; }

    /// <summary>Makes the route in the network namespace of the calling thread.</summary>
    /// <exception cref="BpfException">The kernel refused; nothing has changed.</exception>
    public static RouteAttachment Attach(BpfProgram program, LwtRoute route, string hook)
    {
        string operation = $"attach {hook} program";
        ErrorSubject subject = new(program.Name, $"{route}");
        int descriptor = program.Handle.Descriptor;
        uint device = NetworkDevice.IndexOf(route.Device, operation, subject);
        RouteAttachment attachment = new(NetlinkSocket.Open(operation, subject), route, device, hook);
        NetlinkAnswer answer = attachment._socket.Send(attachment.Message(NewRoute, NetlinkFlags.Create | NetlinkFlags.Exclusive)
            .Add(TunnelType, program.Type == ProgramType.LwtSeg6Local ? SegmentTunnel : BpfTunnel)
            .AddNested(Tunnel, tunnel => AddProgram(tunnel, program.Type, descriptor, program.Name, route.Headroom)));
        if (answer.Error == Errno.None)
        {
            return attachment;
        }

        attachment._socket.Dispose();
        throw BpfException.FromKernel(operation, subject, answer.Error, answer.Explain(answer.Error switch
        {
            Errno.EEXIST => "The table already has a route to this destination with this metric.",
            Errno.ENETUNREACH or Errno.EHOSTUNREACH => "The gateway is not in a network of the device.",
            Errno.ENETDOWN => "The device is down.",
            Errno.EOPNOTSUPP => "The kernel needs CONFIG_LWTUNNEL_BPF, and for segment routing CONFIG_IPV6_SEG6_BPF.",
            _ => null,
        }));
    }

    public override string ToString() => $"{Hook} {Target}";

    // Somebody may have removed the route or the device.
    private protected override void Release()
    {
        _ = _socket.Send(Message(DeleteRoute, default));
        _socket.Dispose();
    }

    private static void AddProgram(NetlinkMessage tunnel, ProgramType type, int descriptor, string name, ushort headroom)
    {
        if (type == ProgramType.LwtSeg6Local)
        {
            tunnel.Add(SegmentAction, RunProgram);
        }
        else if (headroom != 0)
        {
            tunnel.Add(Headroom, (uint)headroom);
        }

        ushort place = type switch
        {
            ProgramType.LwtInput => 1, // LWT_BPF_IN
            ProgramType.LwtOutput => 2, // LWT_BPF_OUT
            ProgramType.LwtTransmit => 3, // LWT_BPF_XMIT
            _ => SegmentProgram,
        };
        tunnel.AddNested(place, program => program.Add(ProgramDescriptor, descriptor).Add(ProgramName, name));
    }

    private NetlinkMessage Message(ushort type, NetlinkFlags flags)
    {
        IPAddress destination = _route.Destination.BaseAddress;
        bool isVersion4 = destination.AddressFamily == AddressFamily.InterNetwork;
        NetlinkMessage message = NetlinkMessage.Of(type, flags, new RouteMessage
        {
            Family = isVersion4 ? InterNetwork : InterNetworkV6,
            DestinationLength = (byte)_route.Destination.PrefixLength,
            Protocol = StaticProtocol,
            Scope = isVersion4 && _route.Gateway is null ? LinkScope : (byte)0,
            Type = Unicast,
        });
        message.Add(Destination, destination.GetAddressBytes()).Add(Device, _interfaceIndex).Add(Table, _route.Table);
        if (_route.Gateway is { } gateway)
        {
            message.Add(Gateway, gateway.GetAddressBytes());
        }

        return _route.Metric is { } metric ? message.Add(Metric, metric) : message;
    }
}
