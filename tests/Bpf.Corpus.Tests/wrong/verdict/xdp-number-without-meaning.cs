// mistake: 5 is not an XDP action
// runs: OnPacket(00)
// shows: result is 5, meant 2
using Bpf;

[BpfObject(License = "GPL")]
public static class Gate
{
    [Xdp]
    public static int OnPacket(XdpContext context)
    {
        if (context.IngressInterface == 0)
            return 2;
        return 5; //!!
    }
}
