using System.Runtime.CompilerServices;

namespace Bpf;

/// <summary>Packets of programs with a socket buffer as their context: <c>bpf_skb_load_bytes</c>, kernel 4.5.</summary>
public readonly unsafe struct SocketBufferSource : IPacketSource
{
    /// <inheritdoc/>
    public static bool ClearsOnFailure => true;

    /// <inheritdoc/>
    [BpfCalls("bpf_skb_load_bytes")]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryLoad(void* packet, uint offset, ref byte target, uint length)
        => BpfHelpers.SkbLoadBytes(packet, offset, Unsafe.AsPointer(ref target), length) == 0;
}
