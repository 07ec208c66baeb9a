// mistake: none: the map's Redirect returns an XDP action
using Bpf;

[BpfObject(License = "GPL")]
public static class Forward
{
    [BpfMap(MaxEntries = 16)]
    static readonly BpfDeviceMap Devices = new();

    [Xdp]
    public static XdpAction OnPacket(XdpContext context) => Devices.Redirect(context.IngressInterface & 15, XdpAction.Pass);
}
