using System.Buffers.Binary;

namespace Bpf.Fuzz;

/// <summary>Damages bytes: flips, interesting numbers, cuts, copies. Deterministic for a seed.</summary>
internal sealed class Mutator(int seed)
{
    private static readonly uint[] s_interesting = [0, 1, 7, 8, 0x7F, 0x80, 0xFF, 0x7FFF, 0xFFFF, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFF, 0xFFFFFFF8];
    private readonly Random _random = new(seed);

    /// <summary>Returns a damaged copy.</summary>
    public byte[] Mutate(byte[] original)
    {
        byte[] bytes = (byte[])original.Clone();
        int count = 1 << _random.Next(5);
        for (int i = 0; i < count; i++)
        {
            int position = _random.Next(bytes.Length);
            switch (_random.Next(8))
            {
                case 0:
                    bytes[position] ^= (byte)(1 << _random.Next(8));
                    break;
                case 1:
                    bytes[position] = (byte)_random.Next(256);
                    break;
                case 2 or 3 or 4 when bytes.Length > 8:
                    position = Math.Min(position & ~3, bytes.Length - 4);
                    BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(position), s_interesting[_random.Next(s_interesting.Length)]);
                    break;
                case 5 when bytes.Length > 8:
                    position = Math.Min(position & ~3, bytes.Length - 4);
                    uint value = BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(position));
                    BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(position), value + (uint)_random.Next(-16, 17));
                    break;
                case 6:
                    int length = Math.Min(_random.Next(1, 64), bytes.Length - position);
                    bytes.AsSpan(_random.Next(bytes.Length - length + 1), length).CopyTo(bytes.AsSpan(position));
                    break;
                case 7 when _random.Next(8) == 0:
                    bytes = bytes[..Math.Max(1, position)];
                    break;
            }
        }

        return bytes;
    }
}
