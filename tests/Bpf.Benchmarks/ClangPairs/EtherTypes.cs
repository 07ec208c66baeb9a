using System.Runtime.InteropServices;

namespace Bpf.Benchmarks.ClangPairs;

[BpfObject(License = "GPL")]
public static class EtherTypes
{
    [StructLayout(LayoutKind.Sequential, Pack = 2)]
    public struct EthernetHeader
    {
        public uint Destination0;
        public ushort Destination1;
        public ushort Source0;
        public uint Source1;
        public ushort Type;
    }

    static ulong s_ipv4;
    static ulong s_ipv6;
    static ulong s_arp;
    static ulong s_other;

    [Xdp]
    public static int OnPacket(XdpContext context)
    {
        if (!context.TryGetRef(0, out BpfRef<EthernetHeader> header))
        {
            return (int)XdpAction.Drop;
        }

        switch (header.Value.Type)
        {
            case 0x0008:
                Interlocked.Increment(ref s_ipv4);
                break;
            case 0xDD86:
                Interlocked.Increment(ref s_ipv6);
                break;
            case 0x0608:
                Interlocked.Increment(ref s_arp);
                break;
            default:
                Interlocked.Increment(ref s_other);
                break;
        }

        return (int)XdpAction.Pass;
    }
}
