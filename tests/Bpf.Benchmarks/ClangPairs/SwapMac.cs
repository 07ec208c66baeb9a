namespace Bpf.Benchmarks.ClangPairs;

[BpfObject(License = "GPL")]
public static class SwapMac
{
    public struct Addresses
    {
        public ushort Destination0;
        public ushort Destination1;
        public ushort Destination2;
        public ushort Source0;
        public ushort Source1;
        public ushort Source2;
    }

    [Xdp]
    public static int OnPacket(XdpContext context)
    {
        if (!context.TryGetRef(0, out BpfRef<Addresses> reference))
        {
            return (int)XdpAction.Drop;
        }

        ref Addresses addresses = ref reference.Value;
        (addresses.Destination0, addresses.Source0) = (addresses.Source0, addresses.Destination0);
        (addresses.Destination1, addresses.Source1) = (addresses.Source1, addresses.Destination1);
        (addresses.Destination2, addresses.Source2) = (addresses.Source2, addresses.Destination2);
        return (int)XdpAction.Transmit;
    }
}
