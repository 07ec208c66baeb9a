using Bpf.Symbols.DotNet.Code;

namespace Bpf.Symbols.Tests.DotNet;

/// <summary>Maps of code heaps with random blocks, written as the runtime writes them.</summary>
public sealed class NibbleMapTests
{
    private const ulong Code = 0x1000_0000;
    private const ulong Map = FakeMemory.Begin;
    private const int CodeSize = 0x10000;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void FindsTheStartOfEachAddress(int version)
    {
        Random random = new(version);
        for (int round = 0; round < 50; round++)
        {
            List<(ulong Start, ulong Size)> blocks = [];
            for (ulong at = 32; at < CodeSize - 0x2000;)
            {
                // Blocks begin at multiples of four and no two of them in the same 32 bytes.
                ulong size = (ulong)random.Next(1, random.Next(4) == 0 ? 0x1000 : 100);
                blocks.Add((Code + at, size));
                at = (at + size + 32 + ((ulong)random.Next(64) * 4) + 3) & ~3UL;
            }

            FakeMemory memory = new();
            blocks.ForEach(block => Set(memory, version, block.Start, block.Size));
            NibbleMap map = new(memory, version);
            foreach ((ulong start, ulong size) in blocks)
            {
                Assert.Equal(start, map.FindStart(Code, Map, start));
                Assert.Equal(start, map.FindStart(Code, Map, start + (size / 2)));
                Assert.Equal(start, map.FindStart(Code, Map, start + size - 1));
            }

            Assert.Equal(0UL, map.FindStart(Code, Map, Code));
            Assert.Equal(0UL, map.FindStart(Code, Map, Code - 1));
            Assert.Equal(version == 2 ? 0 : blocks[^1].Start, map.FindStart(Code, Map, Code + CodeSize - 1));
        }
    }

    // Eight nibbles to a word, the first in its highest bits; in version 2, words within a block say how far back it starts.
    private static void Set(FakeMemory memory, int version, ulong start, ulong size)
    {
        ulong bucket = (start - Code) / 32;
        ulong word = bucket / 8;
        uint nibble = (uint)((start - Code) % 32 / 4) + 1;
        Write(word, Read(word) | (nibble << (28 - (4 * (int)(bucket % 8)))));
        for (ulong covered = word + 1; version == 2 && (covered + 1) * 256 <= start - Code + size; covered++)
        {
            uint distance = (uint)(start - Code);
            Write(covered, (distance & ~15u) | (9 + (distance % 16 / 4)));
        }

        uint Read(ulong index)
        {
            Span<byte> bytes = stackalloc byte[4];
            memory.Read(Map + (index * 4), bytes);
            return BitConverter.ToUInt32(bytes);
        }

        void Write(ulong index, uint value) => memory.Write(Map + (index * 4), value);
    }
}
