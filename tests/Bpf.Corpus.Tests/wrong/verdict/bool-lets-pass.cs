// mistake: true is XDP_DROP
// runs: OnPacket(00)
// shows: result is 1, meant 2
using Bpf;

[BpfObject(License = "GPL")]
public static class Allow
{
    [Xdp]
    public static bool OnPacket(XdpContext context) => true; //!!
}
