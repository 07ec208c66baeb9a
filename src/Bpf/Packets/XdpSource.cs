using System.Runtime.CompilerServices;

namespace Bpf;

/// <summary>Packets of XDP programs, with all their fragments: <c>bpf_xdp_load_bytes</c>, kernel 5.18.</summary>
public readonly unsafe struct XdpSource : IPacketSource
{
    /// <inheritdoc/>
    public static bool ClearsOnFailure => false;

    /// <inheritdoc/>
    [BpfCalls("bpf_xdp_load_bytes")]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryLoad(void* packet, uint offset, ref byte target, uint length)
        => BpfHelpers.XdpLoadBytes(packet, offset, Unsafe.AsPointer(ref target), length) == 0;
}
