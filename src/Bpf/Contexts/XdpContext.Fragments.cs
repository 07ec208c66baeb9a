using System.Runtime.CompilerServices;

namespace Bpf;

/// <content>
/// Packets with fragments, which programs with <see cref="XdpAttribute.Fragments"/> get: only the first part is linear, between <see cref="Data"/> and
/// <see cref="DataEnd"/>. These methods work on all of it.
/// </content>
public readonly unsafe ref partial struct XdpContext
{
    /// <summary>Length of the packet in bytes with all fragments (<c>bpf_xdp_get_buff_len</c>, kernel 5.18).</summary>
    [BpfCalls("bpf_xdp_get_buff_len")]
    public ulong Length => BpfHelpers.XdpGetBuffLen(_context);

    /// <summary>A reader at the Ethernet header, which copies what it reads from any fragments (<c>bpf_xdp_load_bytes</c>, kernel 5.18).</summary>
    public PacketLoader<XdpSource> PacketWithFragments => new(_context);

    /// <summary>Copies part of the packet, from any fragments (<c>bpf_xdp_load_bytes</c>, kernel 5.18).</summary>
    /// <typeparam name="T">Unmanaged type with the layout of that part.</typeparam>
    /// <param name="offset">Offset in bytes.</param>
    /// <param name="part">The copy, or the default.</param>
    /// <returns>False when the packet is too short.</returns>
    [BpfCalls("bpf_xdp_load_bytes")]
    public bool TryRead<T>(uint offset, out T part)
        where T : unmanaged
    {
        part = default;
        return BpfHelpers.XdpLoadBytes(_context, offset, Unsafe.AsPointer(ref part), (uint)Unsafe.SizeOf<T>()) == 0;
    }

    /// <summary>Changes part of the packet, in any fragments (<c>bpf_xdp_store_bytes</c>, kernel 5.18).</summary>
    /// <typeparam name="T">Unmanaged type with the layout of that part.</typeparam>
    /// <param name="offset">Offset in bytes.</param>
    /// <param name="part">The new bytes.</param>
    /// <returns>False when the packet is too short.</returns>
    [BpfCalls("bpf_xdp_store_bytes")]
    public bool TryWrite<T>(uint offset, T part)
        where T : unmanaged
        => BpfHelpers.XdpStoreBytes(_context, offset, Unsafe.AsPointer(ref part), (uint)Unsafe.SizeOf<T>()) == 0;
}
