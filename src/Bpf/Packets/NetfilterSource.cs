using System.Runtime.CompilerServices;

namespace Bpf;

/// <summary>Packets of netfilter programs: <c>bpf_dynptr_from_skb</c> and <c>bpf_dynptr_read</c>, kernel 6.4.</summary>
public readonly unsafe struct NetfilterSource : IPacketSource
{
    /// <inheritdoc/>
    public static bool ClearsOnFailure => false;

    /// <inheritdoc/>
    [BpfCalls("bpf_dynptr_read")]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryLoad(void* packet, uint offset, ref byte target, uint length)
    {
        Unsafe.SkipInit(out BpfDynptr bytes);
        return PacketFunctions.PacketOf((SocketBuffer*)packet, 0, ref bytes) == 0 && DynptrHelpers.Read(ref target, length, ref bytes, offset, 0) == 0;
    }
}
