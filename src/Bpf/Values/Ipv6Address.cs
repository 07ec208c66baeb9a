using System.Buffers.Binary;

namespace Bpf;

/// <summary>An IPv6 address as in packets and kernel structs: 16 bytes in network byte order.</summary>
public readonly struct Ipv6Address
{
    /// <summary>Creates an address from four words in network byte order, as the kernel keeps them.</summary>
    /// <param name="word0">The first four bytes.</param>
    /// <param name="word1">Bytes 4 to 7.</param>
    /// <param name="word2">Bytes 8 to 11.</param>
    /// <param name="word3">The last four bytes.</param>
    public Ipv6Address(uint word0, uint word1, uint word2, uint word3)
    {
        Word0 = word0;
        Word1 = word1;
        Word2 = word2;
        Word3 = word3;
    }

    /// <summary>Creates an address from its two halves in host byte order: <c>new(0x20010DB8_00000000, 1)</c> is 2001:db8::1.</summary>
    /// <param name="high">The network: the first eight bytes.</param>
    /// <param name="low">The interface: the last eight bytes.</param>
    public Ipv6Address(ulong high, ulong low)
    {
        Word0 = BinaryPrimitives.ReverseEndianness((uint)(high >> 32));
        Word1 = BinaryPrimitives.ReverseEndianness((uint)high);
        Word2 = BinaryPrimitives.ReverseEndianness((uint)(low >> 32));
        Word3 = BinaryPrimitives.ReverseEndianness((uint)low);
    }

    /// <summary>The first four bytes, in network byte order.</summary>
    public uint Word0 { get; }

    /// <summary>Bytes 4 to 7, in network byte order.</summary>
    public uint Word1 { get; }

    /// <summary>Bytes 8 to 11, in network byte order.</summary>
    public uint Word2 { get; }

    /// <summary>The last four bytes, in network byte order.</summary>
    public uint Word3 { get; }

    /// <summary>The first eight bytes in host byte order: 0x20010DB8_00000000 for 2001:db8::1.</summary>
    public ulong High => ((ulong)BinaryPrimitives.ReverseEndianness(Word0) << 32) | BinaryPrimitives.ReverseEndianness(Word1);

    /// <summary>The last eight bytes in host byte order: 1 for 2001:db8::1.</summary>
    public ulong Low => ((ulong)BinaryPrimitives.ReverseEndianness(Word2) << 32) | BinaryPrimitives.ReverseEndianness(Word3);
}
