using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Bpf;

/// <summary>
/// Reads the headers of a packet one after the other, copying each with a helper: <c>bpf_skb_load_bytes</c>, <c>bpf_xdp_load_bytes</c>, or in netfilter
/// programs <c>bpf_dynptr_read</c>. It reads packets that <see cref="PacketReader"/> cannot: those of programs without direct access, and the parts of a
/// packet that are not linear. It stays valid when the packet is changed or resized. The context of the program makes it. A method that returns false
/// has not moved.
/// </summary>
/// <typeparam name="TSource">Where the bytes come from, which follows from the kind of program.</typeparam>
public unsafe ref struct PacketLoader<TSource>
    where TSource : struct, IPacketSource
{
    private readonly void* _packet;
    private uint _offset;

    internal PacketLoader(void* packet) => _packet = packet;

    /// <summary>Position: bytes from the beginning of the packet.</summary>
    public readonly uint Offset => _offset;

    /// <summary>Copies the next part of the packet and moves behind it.</summary>
    /// <typeparam name="T">Unmanaged type with the layout of that part.</typeparam>
    /// <param name="part">The copy, or the default.</param>
    /// <returns>False when the packet is too short.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryRead<T>(out T part)
        where T : unmanaged
    {
        if (!TryPeek(out part))
        {
            return false;
        }

        _offset += (uint)Unsafe.SizeOf<T>();
        return true;
    }

    /// <summary>Copies an IPv4 header and moves behind it and its options.</summary>
    /// <param name="header">The copy, or the default.</param>
    /// <returns>False when the packet is too short, or the header says that it is shorter than 20 bytes.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryRead(out Ipv4Header header)
    {
        if (!TryPeek(out header) || !header.IsWellFormed)
        {
            return false;
        }

        _offset += header.HeaderLength;
        return true;
    }

    /// <summary>Copies a TCP header and moves behind it and its options.</summary>
    /// <param name="header">The copy, or the default.</param>
    /// <returns>False when the packet is too short, or the header says that it is shorter than 20 bytes.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryRead(out TcpHeader header)
    {
        if (!TryPeek(out header) || !header.IsWellFormed)
        {
            return false;
        }

        _offset += header.HeaderLength;
        return true;
    }

    /// <summary>Copies the next bytes of the packet and moves behind them.</summary>
    /// <param name="buffer">
    /// Receives the bytes; as many as it has are read, and it is cleared when the packet is too short. Its length must be a constant or have an upper
    /// bound that the verifier can determine.
    /// </param>
    /// <returns>False when the packet is too short.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryRead(scoped Span<byte> buffer)
    {
        uint length = BpfHelpers.Barrier((uint)buffer.Length); // the verifier must see the test for zero
        if (length == 0)
        {
            return true;
        }

        if (!TSource.TryLoad(_packet, _offset, ref MemoryMarshal.GetReference(buffer), length))
        {
            if (!TSource.ClearsOnFailure)
            {
                buffer.Clear();
            }

            return false;
        }

        _offset += length;
        return true;
    }

    /// <summary>Moves forward, also beyond the end: then the next read fails.</summary>
    /// <param name="count">Number of bytes.</param>
    public void Skip(uint count) => _offset += count;

    /// <summary>Moves behind VLAN tags, if there are any: at most two, as in 802.1ad.</summary>
    /// <param name="type">Type from the Ethernet header; receives that of the innermost tag.</param>
    /// <returns>False when the packet is too short.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TrySkipVlanTags(ref EtherType type)
    {
        for (int i = 0; i < 2 && type is (EtherType.Vlan or EtherType.ServiceVlan); i++)
        {
            if (!TryRead(out VlanTag tag))
            {
                return false;
            }

            type = tag.Type;
        }

        return true;
    }

    /// <summary>
    /// Moves behind the extension headers that follow an IPv6 header, at most eight. At a fragment other than the first, it stops behind the fragment
    /// header with <see cref="IpProtocol.Fragment"/>, because no TCP or UDP header follows.
    /// </summary>
    /// <param name="protocol">Next header from the IPv6 header; receives that of the last extension header.</param>
    /// <returns>False when the packet is too short or has more extension headers.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TrySkipExtensions(ref IpProtocol protocol)
    {
        for (int i = 0; i < Ipv6Extension.Limit; i++)
        {
            if (!Ipv6Extension.Is(protocol))
            {
                return true;
            }

            if (!TryPeek(out Ipv6Extension extension))
            {
                return false;
            }

            _offset += extension.Length(protocol);
            if (extension.IsLaterFragment(protocol))
            {
                return true;
            }

            protocol = extension.Next;
        }

        return !Ipv6Extension.Is(protocol);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly bool TryPeek<T>(out T part)
        where T : unmanaged
    {
        Unsafe.SkipInit(out part);
        if (TSource.TryLoad(_packet, _offset, ref Unsafe.As<T, byte>(ref part), (uint)Unsafe.SizeOf<T>()))
        {
            return true;
        }

        if (!TSource.ClearsOnFailure)
        {
            part = default;
        }

        return false;
    }
}
