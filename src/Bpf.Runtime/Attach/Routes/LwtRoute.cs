using System.Net;

namespace Bpf.Runtime;

/// <summary>The route of a program of a lightweight tunnel.</summary>
public sealed record LwtRoute
{
    /// <summary>The destinations; for segment routing, the address of the segment.</summary>
    public required IPNetwork Destination { get; init; }

    /// <summary>Name of the device that sends the packets, in the network namespace of the calling thread.</summary>
    public required string Device { get; init; }

    /// <summary>Address of the next router, of the same family as the destination; null for destinations at the device itself.</summary>
    public IPAddress? Gateway { get; init; }

    /// <summary>Number of the routing table; 254 is the main table.</summary>
    public uint Table { get; init; } = 254; // RT_TABLE_MAIN, linux/rtnetlink.h

    /// <summary>Metric: of several routes to a destination, the one with the lowest is taken; null for the kernel's default (IPv4: 0, IPv6: 1024).</summary>
    public uint? Metric { get; init; }

    /// <summary>Bytes to reserve before the packet for headers that a program at the transmit hook adds; 0 to 256.</summary>
    public ushort Headroom { get; init; }

    /// <summary>Formats the route: <c>10.1.0.0/16 via 10.0.0.1 dev eth0</c>.</summary>
    public override string ToString() => $"{Destination}{(Gateway is null ? "" : $" via {Gateway}")} dev {Device}";
}
