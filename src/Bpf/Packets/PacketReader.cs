using System.Runtime.CompilerServices;

namespace Bpf;

/// <summary>
/// Reads the headers of a packet one after the other, in place: each header costs one comparison with the end of the packet, as the verifier expects.
/// The context of the program makes it: <see cref="XdpContext.Packet"/>, <see cref="TrafficControlContext.Packet"/>. It sees the linear part of the
/// packet, which has the headers in nearly all cases; <see cref="PacketLoader{TSource}"/> reads the rest. A method that returns false has not moved.
/// </summary>
/// <remarks>
/// A reader and the references it gave end with a call that may move the packet: all that resize it or store into it through a helper. Those methods of
/// the contexts return a new reader; the verifier rejects programs that still use an old one.
/// </remarks>
public unsafe ref struct PacketReader
{
    // MAX_PACKET_OFF of kernel/bpf/verifier.c is 0xFFFF, for all that the program adds to a position: the rest is for the headers that follow. One less
    // than a power of two would become a test of a bit, from which the verifier learns nothing.
    private const uint MaximumLength = 0x7000;

    private readonly byte* _end;
    private byte* _position;
    private uint _offset;

    /// <summary>Makes a reader of the bytes between two pointers into a packet, such as <c>data</c> and <c>data_end</c> of a context.</summary>
    /// <param name="data">First byte.</param>
    /// <param name="end">Address one past the last byte.</param>
    public PacketReader(void* data, void* end)
    {
        _position = (byte*)data;
        _end = (byte*)end;
    }

    /// <summary>Position: bytes from the beginning of the packet.</summary>
    public readonly uint Offset => _offset;

    /// <summary>True if the linear part of the packet ends here.</summary>
    public readonly bool IsAtEnd => _position + 1 > _end;

    /// <summary>Gets the next part of the packet in place and moves behind it.</summary>
    /// <typeparam name="T">Unmanaged type with the layout of that part.</typeparam>
    /// <param name="part">The part, in the packet itself.</param>
    /// <returns>False when the packet is too short.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryGetRef<T>(out BpfRef<T> part)
        where T : unmanaged
    {
        if (!TryPeekRef(out part))
        {
            return false;
        }

        _position += Unsafe.SizeOf<T>();
        _offset += (uint)Unsafe.SizeOf<T>();
        return true;
    }

    /// <summary>Gets an IPv4 header in place and moves behind it and its options.</summary>
    /// <param name="header">The header, in the packet itself.</param>
    /// <returns>False when the packet is too short, or the header says that it is shorter than 20 bytes.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryGetRef(out BpfRef<Ipv4Header> header)
    {
        if (!TryPeekRef(out header) || !header.Value.IsWellFormed)
        {
            return false;
        }

        Move(header.Value.HeaderLength);
        return true;
    }

    /// <summary>Gets a TCP header in place and moves behind it and its options.</summary>
    /// <param name="header">The header, in the packet itself.</param>
    /// <returns>False when the packet is too short, or the header says that it is shorter than 20 bytes.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryGetRef(out BpfRef<TcpHeader> header)
    {
        if (!TryPeekRef(out header) || !header.Value.IsWellFormed)
        {
            return false;
        }

        Move(header.Value.HeaderLength);
        return true;
    }

    /// <summary>Reads the next part of the packet and moves behind it.</summary>
    /// <typeparam name="T">Unmanaged type with the layout of that part.</typeparam>
    /// <param name="part">A copy of the part, of which only the members that are used are read; or the default.</param>
    /// <returns>False when the packet is too short.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryRead<T>(out T part)
        where T : unmanaged
    {
        if (!TryGetRef(out BpfRef<T> reference))
        {
            part = default;
            return false;
        }

        part = reference.Value;
        return true;
    }

    /// <summary>Reads an IPv4 header and moves behind it and its options.</summary>
    /// <param name="header">A copy of the header, or the default.</param>
    /// <returns>False when the packet is too short, or the header says that it is shorter than 20 bytes.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryRead(out Ipv4Header header)
    {
        if (!TryGetRef(out BpfRef<Ipv4Header> reference))
        {
            header = default;
            return false;
        }

        header = reference.Value;
        return true;
    }

    /// <summary>Reads a TCP header and moves behind it and its options.</summary>
    /// <param name="header">A copy of the header, or the default.</param>
    /// <returns>False when the packet is too short, or the header says that it is shorter than 20 bytes.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryRead(out TcpHeader header)
    {
        if (!TryGetRef(out BpfRef<TcpHeader> reference))
        {
            header = default;
            return false;
        }

        header = reference.Value;
        return true;
    }

    /// <summary>Moves forward.</summary>
    /// <param name="count">Number of bytes, at most 28672.</param>
    /// <returns>False, without moving, when the packet is too short or the number too large.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TrySkip(uint count)
    {
        if (count > MaximumLength || _position + count > _end)
        {
            return false;
        }

        Move(count);
        return true;
    }

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

            if (!TryPeekRef(out BpfRef<Ipv6Extension> extension))
            {
                return false;
            }

            Move(extension.Value.Length(protocol));
            if (extension.Value.IsLaterFragment(protocol))
            {
                return true;
            }

            protocol = extension.Value.Next;
        }

        return !Ipv6Extension.Is(protocol);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly bool TryPeekRef<T>(out BpfRef<T> part)
        where T : unmanaged
    {
        if (_position + Unsafe.SizeOf<T>() > _end)
        {
            part = default;
            return false;
        }

        part = new BpfRef<T>(ref *(T*)_position);
        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Move(uint count)
    {
        _position += count;
        _offset += count;
    }
}
