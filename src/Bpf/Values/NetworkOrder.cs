using System.Buffers.Binary;

namespace Bpf;

/// <summary>Converts between the byte order of packets and that of the machine. A conversion is one instruction, and none for a constant.</summary>
internal static class NetworkOrder
{
    public static ushort Swap(ushort value) => BitConverter.IsLittleEndian ? BinaryPrimitives.ReverseEndianness(value) : value;

    public static uint Swap(uint value) => BitConverter.IsLittleEndian ? BinaryPrimitives.ReverseEndianness(value) : value;
}
