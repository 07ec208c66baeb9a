using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace Bpf;

/// <summary>An IPv6 address as in packets and kernel structs: 16 bytes in network byte order.</summary>
public readonly struct Ipv6Address : IEquatable<Ipv6Address>
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
        Word0 = NetworkOrder.Swap((uint)(high >> 32));
        Word1 = NetworkOrder.Swap((uint)high);
        Word2 = NetworkOrder.Swap((uint)(low >> 32));
        Word3 = NetworkOrder.Swap((uint)low);
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
    public ulong High => ((ulong)NetworkOrder.Swap(Word0) << 32) | NetworkOrder.Swap(Word1);

    /// <summary>The last eight bytes in host byte order: 1 for 2001:db8::1.</summary>
    public ulong Low => ((ulong)NetworkOrder.Swap(Word2) << 32) | NetworkOrder.Swap(Word3);

    /// <summary>True for ff00::/8.</summary>
    public bool IsMulticast => NetworkOrder.Swap(Word0) >> 24 == 0xFF;

    /// <summary>The sum of the words, for checksums.</summary>
    internal ulong Sum => (ulong)Word0 + Word1 + Word2 + Word3;

    /// <summary>Compares two addresses.</summary>
    /// <param name="left">One.</param>
    /// <param name="right">The other.</param>
    /// <returns>True if they are equal.</returns>
    public static bool operator ==(Ipv6Address left, Ipv6Address right)
        => left.Word0 == right.Word0 && left.Word1 == right.Word1 && left.Word2 == right.Word2 && left.Word3 == right.Word3;

    /// <summary>Compares two addresses.</summary>
    /// <param name="left">One.</param>
    /// <param name="right">The other.</param>
    /// <returns>True if they differ.</returns>
    public static bool operator !=(Ipv6Address left, Ipv6Address right) => !(left == right);

    /// <summary>Converts an address of .NET, without its scope; only in user space.</summary>
    /// <param name="address">An IPv6 address.</param>
    /// <returns>The same address.</returns>
    /// <exception cref="ArgumentException">It is not an IPv6 address.</exception>
    public static Ipv6Address From(IPAddress address)
    {
        Ipv6Address result = default;
        if (address.AddressFamily != AddressFamily.InterNetworkV6 || !address.TryWriteBytes(MemoryMarshal.AsBytes(new Span<Ipv6Address>(ref result)), out _))
        {
            throw new ArgumentException($"{address} is not an IPv6 address.", nameof(address));
        }

        return result;
    }

    /// <summary>Converts to an address of .NET; only in user space.</summary>
    /// <returns>The same address.</returns>
    public IPAddress ToIPAddress() => new(MemoryMarshal.AsBytes(new ReadOnlySpan<Ipv6Address>(in this)));

    /// <inheritdoc/>
    public bool Equals(Ipv6Address other) => this == other;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Ipv6Address other && this == other;

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Word0, Word1, Word2, Word3);

    /// <summary>Returns the address as text, such as <c>fd00::1</c>; only in user space.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => ToIPAddress().ToString();
}
