using System.Net;
using System.Runtime.InteropServices;

namespace Bpf;

/// <summary>An IPv4 address, 4 bytes as in the packet.</summary>
public struct Ipv4Address : IEquatable<Ipv4Address>
{
    private uint _value;

    /// <summary>Makes an address of its bytes: <c>new Ipv4Address(10, 0, 0, 1)</c> is 10.0.0.1.</summary>
    /// <param name="first">First byte.</param>
    /// <param name="second">Second byte.</param>
    /// <param name="third">Third byte.</param>
    /// <param name="fourth">Last byte.</param>
    public Ipv4Address(byte first, byte second, byte third, byte fourth)
        => _value = NetworkOrder.Swap((uint)first << 24 | (uint)second << 16 | (uint)third << 8 | fourth);

    /// <summary>Makes an address of its bytes in memory, as kernel structs have them (<c>__be32</c>).</summary>
    /// <param name="networkValue">The four bytes of the packet, read as an integer.</param>
    public Ipv4Address(uint networkValue) => _value = networkValue;

    /// <summary>The four bytes of the packet, read as an integer, as kernel structs have them (<c>__be32</c>).</summary>
    public readonly uint NetworkValue => _value;

    /// <summary>The address as a number: 0x0A000001 for 10.0.0.1.</summary>
    public readonly uint Value => NetworkOrder.Swap(_value);

    /// <summary>True for 224.0.0.0/4.</summary>
    public readonly bool IsMulticast => Value >> 28 == 0xE;

    /// <summary>Compares two addresses.</summary>
    /// <param name="left">One.</param>
    /// <param name="right">The other.</param>
    /// <returns>True if they are equal.</returns>
    public static bool operator ==(Ipv4Address left, Ipv4Address right) => left._value == right._value;

    /// <summary>Compares two addresses.</summary>
    /// <param name="left">One.</param>
    /// <param name="right">The other.</param>
    /// <returns>True if they differ.</returns>
    public static bool operator !=(Ipv4Address left, Ipv4Address right) => left._value != right._value;

    /// <summary>Converts to the IPv4-mapped IPv6 address: ::ffff:10.0.0.1 for 10.0.0.1.</summary>
    /// <returns>The IPv6 address.</returns>
    public readonly Ipv6Address MapToIPv6() => new(0, 0, NetworkOrder.Swap(0xFFFFU), _value);

    /// <summary>Converts an address of .NET; only in user space.</summary>
    /// <param name="address">An IPv4 address.</param>
    /// <returns>The same address.</returns>
    /// <exception cref="ArgumentException">It is not an IPv4 address.</exception>
    public static Ipv4Address From(IPAddress address)
    {
        Ipv4Address result = default;
        if (address.AddressFamily != System.Net.Sockets.AddressFamily.InterNetwork
            || !address.TryWriteBytes(MemoryMarshal.AsBytes(new Span<uint>(ref result._value)), out _))
        {
            throw new ArgumentException($"{address} is not an IPv4 address.", nameof(address));
        }

        return result;
    }

    /// <summary>Converts to an address of .NET; only in user space.</summary>
    /// <returns>The same address.</returns>
    public readonly IPAddress ToIPAddress() => new(_value);

    /// <inheritdoc/>
    public readonly bool Equals(Ipv4Address other) => _value == other._value;

    /// <inheritdoc/>
    public override readonly bool Equals(object? obj) => obj is Ipv4Address other && this == other;

    /// <inheritdoc/>
    public override readonly int GetHashCode() => _value.GetHashCode();

    /// <summary>Returns the address as text, such as <c>10.0.0.1</c>; only in user space.</summary>
    /// <returns>The text.</returns>
    public override readonly string ToString() => ToIPAddress().ToString();
}
