namespace Bpf.Objects.Elf.Compression;

/// <summary>Probabilities of the lengths of LZMA matches.</summary>
internal sealed class LengthModel
{
    private const int Shortest = 2;
    private const int PositionStates = 16;
    private readonly ushort[] _choice = new ushort[2];
    private readonly ushort[] _low = new ushort[PositionStates << 3];
    private readonly ushort[] _middle = new ushort[PositionStates << 3];
    private readonly ushort[] _high = new ushort[256];

    public void Reset()
    {
        foreach (ushort[] probabilities in (ReadOnlySpan<ushort[]>)[_choice, _low, _middle, _high])
        {
            Array.Fill(probabilities, RangeDecoder.Even);
        }
    }

    public int Decode(ref RangeDecoder decoder, int positionState)
    {
        if (decoder.Bit(ref _choice[0]) == 0)
        {
            return Shortest + decoder.Tree(_low.AsSpan(positionState << 3, 8), 3);
        }

        if (decoder.Bit(ref _choice[1]) == 0)
        {
            return Shortest + 8 + decoder.Tree(_middle.AsSpan(positionState << 3, 8), 3);
        }

        return Shortest + 16 + decoder.Tree(_high, 8);
    }
}
