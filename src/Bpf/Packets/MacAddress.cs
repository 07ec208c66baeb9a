using System.Globalization;

namespace Bpf;

/// <summary>An Ethernet address, 6 bytes as in the packet.</summary>
public struct MacAddress : IEquatable<MacAddress>
{
    // Three parts: the address is only aligned to 2 bytes.
    private ushort _first;
    private ushort _second;
    private ushort _third;

    /// <summary>Makes an address of its bytes, in the order of the packet and of its text.</summary>
    /// <param name="first">First byte.</param>
    /// <param name="second">Second byte.</param>
    /// <param name="third">Third byte.</param>
    /// <param name="fourth">Fourth byte.</param>
    /// <param name="fifth">Fifth byte.</param>
    /// <param name="sixth">Last byte.</param>
    public MacAddress(byte first, byte second, byte third, byte fourth, byte fifth, byte sixth)
    {
        _first = NetworkOrder.Swap((ushort)(first << 8 | second));
        _second = NetworkOrder.Swap((ushort)(third << 8 | fourth));
        _third = NetworkOrder.Swap((ushort)(fifth << 8 | sixth));
    }

    /// <summary>FF:FF:FF:FF:FF:FF, to all stations.</summary>
    public static MacAddress Broadcast => new() { _first = 0xFFFF, _second = 0xFFFF, _third = 0xFFFF };

    /// <summary>True for an address of several stations, also for <see cref="Broadcast"/>.</summary>
    public readonly bool IsMulticast => (NetworkOrder.Swap(_first) & 0x100) != 0;

    /// <summary>Compares two addresses.</summary>
    /// <param name="left">One.</param>
    /// <param name="right">The other.</param>
    /// <returns>True if they are equal.</returns>
    public static bool operator ==(MacAddress left, MacAddress right)
        => left._first == right._first && left._second == right._second && left._third == right._third;

    /// <summary>Compares two addresses.</summary>
    /// <param name="left">One.</param>
    /// <param name="right">The other.</param>
    /// <returns>True if they differ.</returns>
    public static bool operator !=(MacAddress left, MacAddress right) => !(left == right);

    /// <inheritdoc/>
    public readonly bool Equals(MacAddress other) => this == other;

    /// <inheritdoc/>
    public override readonly bool Equals(object? obj) => obj is MacAddress other && this == other;

    /// <inheritdoc/>
    public override readonly int GetHashCode() => HashCode.Combine(_first, _second, _third);

    /// <summary>Returns the address as text, such as <c>02:00:00:00:00:01</c>; only in user space.</summary>
    /// <returns>The text.</returns>
    public override readonly string ToString()
        => string.Join(':', new[] { _first, _second, _third }.Select(static part => NetworkOrder.Swap(part))
            .Select(static part => string.Create(CultureInfo.InvariantCulture, $"{part >> 8:x2}:{part & 0xFF:x2}")));
}
