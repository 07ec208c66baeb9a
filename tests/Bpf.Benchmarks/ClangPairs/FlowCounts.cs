namespace Bpf.Benchmarks.ClangPairs;

[BpfObject(License = "GPL")]
public static class FlowCounts
{
    public struct Flow
    {
        public ulong Addresses;
        public uint Ports;
        public uint Protocol;
    }

    public struct Ipv4Tail
    {
        public byte TimeToLive;
        public byte Protocol;
        public ushort Checksum;
        public ushort Address0;
        public ushort Address1;
        public ushort Address2;
        public ushort Address3;
    }

    [BpfMap(MaxEntries = 8192)]
    static readonly BpfLruHashMap<Flow, ulong> Bytes = new();

    [SocketFilter]
    public static int OnPacket(SocketFilterContext context)
    {
        if (!context.TryRead(22, out Ipv4Tail header) || !context.TryRead(34, out uint ports))
        {
            return 0;
        }

        Flow flow = new()
        {
            Addresses = header.Address0 | ((ulong)header.Address1 << 16) | ((ulong)header.Address2 << 32) | ((ulong)header.Address3 << 48),
            Ports = ports,
            Protocol = header.Protocol,
        };
        if (Bytes.TryGetRef(flow, out BpfRef<ulong> bytes))
        {
            Interlocked.Add(ref bytes.Value, context.Length);
        }
        else
        {
            Bytes.Update(flow, context.Length);
        }

        return 0;
    }
}
