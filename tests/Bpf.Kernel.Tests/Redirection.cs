using Bpf;

namespace Bpf.Kernel.Tests;

/// <summary>Programs that redirect packets to devices, CPUs and AF_XDP sockets.</summary>
[BpfObject(License = "GPL")]
public static class Redirection
{
    private const ulong PortOffset = 14 + 20 + 2; // Ethernet, IPv4 without options

    [BpfMap(MaxEntries = 2)]
    static readonly BpfDeviceMap Devices = new();

    [BpfMap(MaxEntries = 2)]
    static readonly BpfDeviceHash DevicesByKey = new();

    [BpfMap(MaxEntries = 2)]
    static readonly BpfCpuMap Cpus = new();

    [BpfMap(MaxEntries = 2)]
    static readonly BpfXskMap Queues = new();

    static readonly ushort Port; // as on the wire
    static readonly uint Key;
    static ulong s_redirected;
    static ulong s_received;
    static uint s_egress;
    static uint s_ingress;
    static ulong s_length;

    [Xdp]
    public static XdpAction ToDevice(XdpContext context)
        => Count(context) ? Devices.Redirect(Key, XdpAction.Pass) : XdpAction.Pass;

    [Xdp]
    public static XdpAction ToDeviceByKey(XdpContext context)
        => Count(context) ? DevicesByKey.Redirect(Key, XdpAction.Drop) : XdpAction.Pass;

    [Xdp]
    public static XdpAction ToAllDevices(XdpContext context) => Count(context) ? Devices.Broadcast() : XdpAction.Pass;

    [Xdp]
    public static XdpAction ToCpu(XdpContext context) => Count(context) ? Cpus.Redirect(0) : XdpAction.Pass;

    [Xdp]
    public static XdpAction ToQueue(XdpContext context) => Count(context) ? Queues.Redirect(context.ReceiveQueue, XdpAction.Pass) : XdpAction.Pass;

    [XdpDevmap]
    public static XdpAction OnSend(XdpDevmapContext context)
    {
        s_received++;
        (s_ingress, s_egress) = (context.IngressInterface, context.EgressInterface);
        return XdpAction.Drop;
    }

    [XdpCpumap]
    public static XdpAction OnCpu(XdpCpumapContext context)
    {
        s_received++;
        s_ingress = context.IngressInterface;
        return XdpAction.Pass;
    }

    // Reads and changes bytes beyond the linear part.
    [Xdp(Fragments = true)]
    public static XdpAction ChangeTail(XdpContext context)
    {
        s_length = context.Length;
        return context.TryRead(6000, out ushort old) && context.TryWrite(6000, (ushort)(old + 1)) && !context.TryRead((uint)s_length - 1, out ushort _)
            ? XdpAction.Transmit : XdpAction.Drop;
    }

    private static bool Count(XdpContext context)
    {
        if (!context.TryGetRef(PortOffset, out BpfRef<ushort> port) || port.Value != Port)
        {
            return false;
        }

        s_redirected++;
        return true;
    }
}
