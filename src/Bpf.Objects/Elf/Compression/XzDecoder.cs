using System.Buffers.Binary;

namespace Bpf.Objects.Elf.Compression;

/// <summary>Decompresses .xz files with the LZMA2 filter, the format of <c>.gnu_debugdata</c> sections. Checksums are not verified.</summary>
internal sealed class XzDecoder
{
    private const int StreamHeaderSize = 12;
    private const int Lzma2Filter = 0x21;
    private const int Largest = 1 << 30;
    private static readonly byte[] s_checkSizes = [0, 4, 4, 4, 8, 8, 8, 16, 16, 16, 32, 32, 32, 64, 64, 64];
    private readonly LzmaDecoder _lzma = new();
    private byte[] _output = [];
    private int _length;
    private int _dictionary;

    private XzDecoder()
    {
    }

    /// <summary>Decompresses a file.</summary>
    /// <exception cref="InvalidDataException">It is not an .xz file, is damaged, or is larger than 1 GiB.</exception>
    public static byte[] Decompress(ReadOnlySpan<byte> file)
    {
        try
        {
            XzDecoder decoder = new();
            decoder.Run(file);
            return decoder._output.AsSpan(0, decoder._length).ToArray();
        }
        catch (Exception exception) when (exception is ArgumentOutOfRangeException or IndexOutOfRangeException)
        {
            throw new InvalidDataException("The .xz file is damaged.", exception);
        }
    }

    private void Run(ReadOnlySpan<byte> file)
    {
        if (!file.StartsWith((ReadOnlySpan<byte>)[0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00]))
        {
            throw new InvalidDataException("It is not an .xz file.");
        }

        int checkSize = s_checkSizes[file[7] & 0xF];
        int position = StreamHeaderSize;
        while (file[position] != 0)
        {
            int headerSize = (file[position] + 1) * 4;
            RequireLzma2(file.Slice(position, headerSize));
            position += headerSize;
            int data = position;
            position += Lzma2(file[data..]);
            position += ((4 - (position - data)) & 3) + checkSize;
        }
    }

    private static void RequireLzma2(ReadOnlySpan<byte> header)
    {
        int flags = header[1];
        int position = 2;
        if ((flags & 0x40) != 0)
        {
            Number(header, ref position);
        }

        if ((flags & 0x80) != 0)
        {
            Number(header, ref position);
        }

        if ((flags & 3) != 0 || Number(header, ref position) != Lzma2Filter)
        {
            throw new InvalidDataException("The .xz file uses a filter other than LZMA2.");
        }
    }

    private static ulong Number(ReadOnlySpan<byte> bytes, ref int position)
    {
        ulong value = 0;
        for (int shift = 0; shift < 63; shift += 7)
        {
            byte next = bytes[position++];
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80)
            {
                break;
            }
        }

        return value;
    }

    // Returns the number of bytes read, including the end marker.
    private int Lzma2(ReadOnlySpan<byte> input)
    {
        int position = 0;
        while (true)
        {
            int control = input[position++];
            if (control == 0)
            {
                return position;
            }

            if (control is > 2 and < 0x80)
            {
                throw new InvalidDataException("An LZMA2 chunk has an unknown kind.");
            }

            int size = BinaryPrimitives.ReadUInt16BigEndian(input[position..]) + 1;
            position += 2;
            if (control < 0x80)
            {
                if (control == 1)
                {
                    _dictionary = _length;
                }

                Grow(size);
                input.Slice(position, size).CopyTo(_output.AsSpan(_length));
                _length += size;
                position += size;
                continue;
            }

            size += (control & 0x1F) << 16;
            int compressed = BinaryPrimitives.ReadUInt16BigEndian(input[position..]) + 1;
            position += 2;
            int reset = (control >> 5) & 3;
            if (reset == 3)
            {
                _dictionary = _length;
            }

            if (reset >= 2)
            {
                _lzma.SetProperties(input[position++]);
            }

            if (reset >= 1)
            {
                _lzma.Reset();
            }

            Grow(size);
            _lzma.Decode(input.Slice(position, compressed), _output, _dictionary, _length, _length + size);
            _length += size;
            position += compressed;
        }
    }

    private void Grow(int size)
    {
        if (size > Largest - _length)
        {
            throw new InvalidDataException("The decompressed file is larger than 1 GiB.");
        }

        if (_length + size > _output.Length)
        {
            Array.Resize(ref _output, Math.Max(_length + size, Math.Min(_output.Length * 2, Largest)));
        }
    }
}
