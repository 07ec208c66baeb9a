namespace Bpf.Runtime.Tests.Support;

/// <summary>Input of test runs.</summary>
internal static class Packet
{
    /// <summary>The smallest Ethernet frame that networking programs accept.</summary>
    public static byte[] Minimal { get; } = new byte[64];

    /// <summary>A packet that has this length for a socket filter, without its Ethernet header.</summary>
    public static byte[] OfLength(int length) => new byte[14 + length];
}
