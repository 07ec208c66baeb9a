// mistake: the method computes a length, which the program returns as its verdict
using Bpf;

[BpfObject(License = "GPL")]
public static class Connecting
{
    static int PortOf(CgroupSocketAddressContext context) => context.Port;

    [CgroupSocketAddress(CgroupSocketAddressHook.Connect4)]
    public static int OnConnect(CgroupSocketAddressContext context) => PortOf(context); //!!
}
