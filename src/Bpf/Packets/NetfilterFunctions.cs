namespace Bpf;

/// <summary>Kernel functions for the packets of netfilter programs.</summary>
internal static unsafe class NetfilterFunctions
{
    [BpfKfunc("bpf_dynptr_from_skb")]
    internal static int PacketOf(SocketBuffer* buffer, ulong flags, ref BpfDynptr packet) => throw new BpfOnlyException();
}
