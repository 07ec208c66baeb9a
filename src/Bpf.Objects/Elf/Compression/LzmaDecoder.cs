namespace Bpf.Objects.Elf.Compression;

/// <summary>LZMA decoder for LZMA2 chunks: the output so far is the dictionary.</summary>
internal sealed class LzmaDecoder
{
    private const int States = 12;
    private const int FirstNonLiteralState = 7;
    private const int PositionStates = 16;
    private const int LengthStates = 4;
    private const int AlignBits = 4;
    private const int FirstModelledDistance = 4;
    private const int FirstDirectDistance = 14;
    private readonly ushort[] _isMatch = new ushort[States * PositionStates];
    private readonly ushort[] _isRepeat = new ushort[States];
    private readonly ushort[] _isRepeat0 = new ushort[States];
    private readonly ushort[] _isRepeat1 = new ushort[States];
    private readonly ushort[] _isRepeat2 = new ushort[States];
    private readonly ushort[] _isLongRepeat0 = new ushort[States * PositionStates];
    private readonly ushort[][] _distanceSlots = [new ushort[64], new ushort[64], new ushort[64], new ushort[64]];
    private readonly ushort[] _distances = new ushort[128];
    private readonly ushort[] _align = new ushort[1 << AlignBits];
    private readonly LengthModel _matchLength = new();
    private readonly LengthModel _repeatLength = new();
    private readonly uint[] _repeats = new uint[4];
    private ushort[] _literals = [];
    private int _literalContextBits;
    private uint _literalPositionMask;
    private uint _positionMask;
    private int _state;

    /// <summary>Sets the parameters of the model.</summary>
    /// <exception cref="InvalidDataException">They are out of range.</exception>
    public void SetProperties(byte properties)
    {
        if (properties >= 9 * 5 * 5)
        {
            throw new InvalidDataException("The LZMA properties are out of range.");
        }

        _literalContextBits = properties % 9;
        int literalPositionBits = properties / 9 % 5;
        if (_literalContextBits + literalPositionBits > 4)
        {
            throw new InvalidDataException("The LZMA properties are out of range.");
        }

        _literalPositionMask = (1U << literalPositionBits) - 1;
        _positionMask = (1U << (properties / 45)) - 1;
        _literals = new ushort[0x300 << (_literalContextBits + literalPositionBits)];
    }

    /// <summary>Resets the adaptive state.</summary>
    public void Reset()
    {
        foreach (ushort[] probabilities in (ReadOnlySpan<ushort[]>)
            [_isMatch, _isRepeat, _isRepeat0, _isRepeat1, _isRepeat2, _isLongRepeat0, .. _distanceSlots, _distances, _align, _literals])
        {
            Array.Fill(probabilities, RangeDecoder.Even);
        }

        _matchLength.Reset();
        _repeatLength.Reset();
        Array.Clear(_repeats);
        _state = 0;
    }

    /// <summary>Decodes one chunk.</summary>
    /// <param name="input">The compressed chunk.</param>
    /// <param name="output">The output, decoded up to <paramref name="position"/>.</param>
    /// <param name="dictionary">Where the dictionary starts in the output.</param>
    /// <param name="position">Where to continue.</param>
    /// <param name="end">Where the chunk's output ends.</param>
    /// <exception cref="InvalidDataException">The chunk is damaged.</exception>
    public void Decode(ReadOnlySpan<byte> input, Span<byte> output, int dictionary, int position, int end)
    {
        RangeDecoder decoder = new(input);
        while (position < end)
        {
            int positionState = (int)((uint)(position - dictionary) & _positionMask);
            if (decoder.Bit(ref _isMatch[(_state * PositionStates) + positionState]) == 0)
            {
                output[position] = Literal(ref decoder, output, dictionary, position);
                position++;
                _state = _state < 4 ? 0 : _state < 10 ? _state - 3 : _state - 6;
                continue;
            }

            int length = Match(ref decoder, positionState);
            long source = position - (long)_repeats[0] - 1;
            if (source < dictionary || length > end - position)
            {
                throw new InvalidDataException("An LZMA match points outside the output.");
            }

            // The two ranges may overlap, which repeats a short pattern.
            for (int i = 0; i < length; i++)
            {
                output[position + i] = output[(int)source + i];
            }

            position += length;
        }
    }

    private byte Literal(ref RangeDecoder decoder, ReadOnlySpan<byte> output, int dictionary, int position)
    {
        byte previous = position > dictionary ? output[position - 1] : (byte)0;
        uint context = (((uint)(position - dictionary) & _literalPositionMask) << _literalContextBits) + ((uint)previous >> (8 - _literalContextBits));
        Span<ushort> probabilities = _literals.AsSpan((int)context * 0x300, 0x300);
        int symbol = 1;
        if (_state >= FirstNonLiteralState)
        {
            long source = position - (long)_repeats[0] - 1;
            if (source < dictionary)
            {
                throw new InvalidDataException("An LZMA match points outside the output.");
            }

            int match = output[(int)source];
            while (symbol < 0x100)
            {
                int matchBit = (match >> 7) & 1;
                match <<= 1;
                int bit = decoder.Bit(ref probabilities[((1 + matchBit) << 8) + symbol]);
                symbol = (symbol << 1) | bit;
                if (matchBit != bit)
                {
                    break;
                }
            }
        }

        while (symbol < 0x100)
        {
            symbol = (symbol << 1) | decoder.Bit(ref probabilities[symbol]);
        }

        return (byte)symbol;
    }

    private int Match(ref RangeDecoder decoder, int positionState)
    {
        if (decoder.Bit(ref _isRepeat[_state]) == 0)
        {
            int length = _matchLength.Decode(ref decoder, positionState);
            (_repeats[3], _repeats[2], _repeats[1]) = (_repeats[2], _repeats[1], _repeats[0]);
            _repeats[0] = Distance(ref decoder, Math.Min(length - 2, LengthStates - 1));
            _state = _state < FirstNonLiteralState ? 7 : 10;
            return length;
        }

        if (decoder.Bit(ref _isRepeat0[_state]) == 0)
        {
            if (decoder.Bit(ref _isLongRepeat0[(_state * PositionStates) + positionState]) == 0)
            {
                _state = _state < FirstNonLiteralState ? 9 : 11;
                return 1;
            }
        }
        else
        {
            int which = decoder.Bit(ref _isRepeat1[_state]) == 0 ? 1 : decoder.Bit(ref _isRepeat2[_state]) == 0 ? 2 : 3;
            uint distance = _repeats[which];
            for (int i = which; i > 0; i--)
            {
                _repeats[i] = _repeats[i - 1];
            }

            _repeats[0] = distance;
        }

        _state = _state < FirstNonLiteralState ? 8 : 11;
        return _repeatLength.Decode(ref decoder, positionState);
    }

    private uint Distance(ref RangeDecoder decoder, int lengthState)
    {
        int slot = decoder.Tree(_distanceSlots[lengthState], 6);
        if (slot < FirstModelledDistance)
        {
            return (uint)slot;
        }

        int bits = (slot >> 1) - 1;
        uint distance = (2U | ((uint)slot & 1)) << bits;
        if (slot < FirstDirectDistance)
        {
            return distance + (uint)decoder.ReverseTree(_distances.AsSpan((int)distance - slot), bits);
        }

        distance += decoder.Direct(bits - AlignBits) << AlignBits;
        return distance + (uint)decoder.ReverseTree(_align, AlignBits);
    }
}
