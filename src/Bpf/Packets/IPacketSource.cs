namespace Bpf;

/// <summary>How a <see cref="PacketLoader{TSource}"/> copies bytes of a packet; each kind of context has one.</summary>
public unsafe interface IPacketSource
{
    /// <summary>Copies part of a packet.</summary>
    /// <param name="packet">What the context gave to the loader.</param>
    /// <param name="offset">Offset in bytes from the beginning of the packet.</param>
    /// <param name="target">First byte of the target, which may not be set afterward if the packet is too short.</param>
    /// <param name="length">Number of bytes, not 0.</param>
    /// <returns>False when the packet is too short.</returns>
    static abstract bool TryLoad(void* packet, uint offset, ref byte target, uint length);

    /// <summary>Whether the kernel clears the target when the packet is too short.</summary>
    static abstract bool ClearsOnFailure { get; }
}
