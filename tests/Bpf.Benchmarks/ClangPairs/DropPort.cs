namespace Bpf.Benchmarks.ClangPairs;

[BpfObject(License = "GPL")]
public static class DropPort
{

    public struct Ipv4Header
    {
        public byte VersionAndLength;
        public byte Service;
        public ushort TotalLength;
        public ushort Identification;
        public ushort Fragment;
        public byte TimeToLive;
        public byte Protocol;
        public ushort Checksum;
        public ushort SourceLow;
        public ushort SourceHigh;
        public ushort DestinationLow;
        public ushort DestinationHigh;
    }

    public struct Ports
    {
        public ushort Source;
        public ushort Destination;
    }

    static readonly ushort Port = 0x5000;
    static ulong s_dropped;

    [Xdp]
    public static int OnPacket(XdpContext context)
    {
        if (!context.TryGetRef(12, out BpfRef<ushort> type) || type.Value != 0x0008)
        {
            return (int)XdpAction.Pass;
        }

        if (!context.TryGetRef(14, out BpfRef<Ipv4Header> header) || header.Value.Protocol != 17 || header.Value.VersionAndLength != 0x45)
        {
            return (int)XdpAction.Pass;
        }

        if (!context.TryGetRef(34, out BpfRef<Ports> ports) || ports.Value.Destination != Port)
        {
            return (int)XdpAction.Pass;
        }

        Interlocked.Increment(ref s_dropped);
        return (int)XdpAction.Drop;
    }
}
