using System.Buffers.Binary;
using System.Net;

namespace Bpf.Testing;

/// <summary>Ethernet frames for tests, with right checksums, and their check by the definition of the checksum.</summary>
internal static class Frame
{
    public const int Ethernet = 14;
    private const byte TcpNumber = 6;
    private const byte UdpNumber = 17;

    /// <summary>A TCP packet in IPv4 or IPv6.</summary>
    public static byte[] Tcp(IPEndPoint from, IPEndPoint to, byte flags, byte[]? payload = null, byte[]? ipOptions = null, byte[]? tcpOptions = null, byte[]? extensions = null, byte[]? tags = null)
    {
        byte[] header = new byte[20];
        BinaryPrimitives.WriteUInt16BigEndian(header, (ushort)from.Port);
        BinaryPrimitives.WriteUInt16BigEndian(header.AsSpan(2), (ushort)to.Port);
        BinaryPrimitives.WriteUInt32BigEndian(header.AsSpan(4), 0x12345678);
        header[12] = (byte)((20 + (tcpOptions?.Length ?? 0)) / 4 << 4);
        header[13] = flags;
        BinaryPrimitives.WriteUInt16BigEndian(header.AsSpan(14), 64000);
        return Build(from.Address, to.Address, TcpNumber, [.. header, .. tcpOptions ?? [], .. payload ?? []], 16, ipOptions ?? [], extensions ?? [], tags ?? []);
    }

    /// <summary>A UDP packet in IPv4 or IPv6.</summary>
    public static byte[] Udp(IPEndPoint from, IPEndPoint to, byte[] payload, byte[]? ipOptions = null, byte[]? extensions = null, byte[]? tags = null)
    {
        byte[] header = new byte[8];
        BinaryPrimitives.WriteUInt16BigEndian(header, (ushort)from.Port);
        BinaryPrimitives.WriteUInt16BigEndian(header.AsSpan(2), (ushort)to.Port);
        BinaryPrimitives.WriteUInt16BigEndian(header.AsSpan(4), (ushort)(8 + payload.Length));
        return Build(from.Address, to.Address, UdpNumber, [.. header, .. payload], 6, ipOptions ?? [], extensions ?? [], tags ?? []);
    }

    /// <summary>True if the checksums of the IPv4 header and of TCP or UDP are right; a UDP checksum may be 0 in IPv4. No extension headers or tags.</summary>
    public static bool HasRightChecksums(ReadOnlySpan<byte> frame)
    {
        ReadOnlySpan<byte> ip = frame[Ethernet..];
        bool four = ip[0] >> 4 == 4;
        int headerLength = four ? (ip[0] & 15) * 4 : 40;
        byte protocol = ip[four ? 9 : 6];
        int total = four ? BinaryPrimitives.ReadUInt16BigEndian(ip[2..]) : 40 + BinaryPrimitives.ReadUInt16BigEndian(ip[4..]);
        ReadOnlySpan<byte> transport = ip[headerLength..total];
        ReadOnlySpan<byte> addresses = four ? ip[12..20] : ip[8..40];
        bool without = protocol == UdpNumber && transport[6] == 0 && transport[7] == 0;
        return (!four || Fold(Sum(ip[..headerLength])) == 0xFFFF)
            && (without ? four : Fold(Sum(addresses) + Sum(transport) + protocol + (uint)transport.Length) == 0xFFFF);
    }

    private static byte[] Build(IPAddress from, IPAddress to, byte protocol, byte[] transport, int checksum, byte[] ipOptions, byte[] extensions, byte[] tags)
    {
        byte[] addresses = [.. from.GetAddressBytes(), .. to.GetAddressBytes()];
        bool four = addresses.Length == 8;
        ushort sum = (ushort)~Fold(Sum(addresses) + Sum(transport) + protocol + (uint)transport.Length);
        BinaryPrimitives.WriteUInt16BigEndian(transport.AsSpan(checksum), sum == 0 && protocol == UdpNumber ? (ushort)0xFFFF : sum);
        byte[] ip;
        if (four)
        {
            ip = [(byte)(0x40 | (20 + ipOptions.Length) / 4), 0, 0, 0, 0x12, 0x34, 0, 0, 64, protocol, 0, 0, .. addresses, .. ipOptions];
            BinaryPrimitives.WriteUInt16BigEndian(ip.AsSpan(2), (ushort)(ip.Length + transport.Length));
            BinaryPrimitives.WriteUInt16BigEndian(ip.AsSpan(10), (ushort)~Fold(Sum(ip)));
        }
        else
        {
            // The first byte of the extensions is the number of the first one; the rest are the headers as they are.
            ip = [0x60, 0, 0, 0, 0, 0, extensions.Length == 0 ? protocol : extensions[0], 64, .. addresses, .. extensions.Skip(1)];
            BinaryPrimitives.WriteUInt16BigEndian(ip.AsSpan(4), (ushort)(ip.Length - 40 + transport.Length));
        }

        byte[] type = four ? [0x08, 0x00] : [0x86, 0xDD];
        return [2, 0, 0, 0, 0, 2, 2, 0, 0, 0, 0, 1, .. tags, .. type, .. ip, .. transport];
    }

    private static ulong Sum(ReadOnlySpan<byte> bytes)
    {
        ulong sum = 0;
        for (int i = 0; i < bytes.Length; i++)
        {
            sum += (ulong)bytes[i] << (i % 2 == 0 ? 8 : 0);
        }

        return sum;
    }

    private static ushort Fold(ulong sum)
    {
        while (sum > 0xFFFF)
        {
            sum = (sum & 0xFFFF) + (sum >> 16);
        }

        return (ushort)sum;
    }
}
