namespace Bpf.Objects.Elf.Compression;

/// <summary>The binary arithmetic decoder of LZMA.</summary>
internal ref struct RangeDecoder
{
    private const uint Top = 1 << 24;
    private const int ModelBits = 11;
    private const int MoveBits = 5;
    private const int InitialSize = 5;
    private readonly ReadOnlySpan<byte> _input;
    private uint _range = uint.MaxValue;
    private uint _code;
    private int _position = InitialSize;

    /// <exception cref="InvalidDataException">The input is too short.</exception>
    public RangeDecoder(ReadOnlySpan<byte> input)
    {
        if (input.Length < InitialSize || input[0] != 0)
        {
            throw new InvalidDataException("An LZMA chunk does not begin with a valid header.");
        }

        _input = input;
        for (int i = 1; i < InitialSize; i++)
        {
            _code = (_code << 8) | input[i];
        }
    }

    /// <summary>Initial value of every probability.</summary>
    public static ushort Even => 1 << (ModelBits - 1);

    public int Bit(ref ushort probability)
    {
        uint bound = (_range >> ModelBits) * probability;
        int bit;
        if (_code < bound)
        {
            _range = bound;
            probability += (ushort)(((1 << ModelBits) - probability) >> MoveBits);
            bit = 0;
        }
        else
        {
            _range -= bound;
            _code -= bound;
            probability -= (ushort)(probability >> MoveBits);
            bit = 1;
        }

        Normalize();
        return bit;
    }

    /// <summary>Reads bits of equal probability, highest first.</summary>
    public uint Direct(int count)
    {
        uint result = 0;
        for (; count > 0; count--)
        {
            _range >>= 1;
            _code -= _range;
            uint mask = 0 - (_code >> 31);
            _code += _range & mask;
            result = (result << 1) + mask + 1;
            Normalize();
        }

        return result;
    }

    /// <summary>Reads a number from a tree of probabilities, highest bit first.</summary>
    public int Tree(Span<ushort> probabilities, int bits)
    {
        int node = 1;
        for (int i = 0; i < bits; i++)
        {
            node = (node << 1) | Bit(ref probabilities[node]);
        }

        return node - (1 << bits);
    }

    /// <summary>Reads a number from a tree of probabilities, lowest bit first.</summary>
    public int ReverseTree(Span<ushort> probabilities, int bits)
    {
        int node = 1;
        int result = 0;
        for (int i = 0; i < bits; i++)
        {
            int bit = Bit(ref probabilities[node]);
            node = (node << 1) | bit;
            result |= bit << i;
        }

        return result;
    }

    private void Normalize()
    {
        if (_range >= Top)
        {
            return;
        }

        if (_position >= _input.Length)
        {
            throw new InvalidDataException("An LZMA chunk is cut off.");
        }

        _range <<= 8;
        _code = (_code << 8) | _input[_position++];
    }
}
