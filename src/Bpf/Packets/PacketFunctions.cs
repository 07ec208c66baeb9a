namespace Bpf;

/// <summary>Kernel functions for the bytes of packets.</summary>
internal static unsafe class PacketFunctions
{
    [BpfKfunc("bpf_dynptr_from_skb")]
    internal static int PacketOf(SocketBuffer* buffer, ulong flags, ref BpfDynptr packet) => throw new BpfOnlyException();

    [BpfKfunc("bpf_dynptr_from_xdp")]
    internal static int PacketOf(XdpMetadata* packet, ulong flags, ref BpfDynptr bytes) => throw new BpfOnlyException();
}
