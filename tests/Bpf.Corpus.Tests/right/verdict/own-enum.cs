// mistake: none: an enum of one's own with the kernel's numbers
using Bpf;

[BpfObject(License = "GPL")]
public static class Gate
{
    public enum Decision { Block = 1, Let = 2 }

    [Xdp]
    public static Decision OnPacket(XdpContext context) => context.Length > 9000 ? Decision.Block : Decision.Let;
}
