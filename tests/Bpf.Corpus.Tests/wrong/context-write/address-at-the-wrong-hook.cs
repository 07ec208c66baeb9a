// mistake: the IPv6 address is written at the hook for IPv4
using Bpf;

[BpfObject(License = "GPL")]
public static class Steer
{
    [CgroupSocketAddress(CgroupSocketAddressHook.Connect4)]
    public static bool OnConnect(CgroupSocketAddressContext context)
    {
        context.Address6 = new Ipv6Address(0, 1); //!!
        return true;
    }
}
