namespace Bpf.Objects.Code;

/// <summary>
/// Decodes the lengths of x86 instructions as an Intel processor sees them. It finds instruction boundaries, not meanings. A full decoder such as
/// Iced serves as the oracle in its tests, but would add more to a NativeAOT program than all of the attach code.
/// </summary>
internal ref struct X64Decoder
{
    private const int LongestInstruction = 15;
    private readonly ReadOnlySpan<byte> _code;
    private readonly bool _is64Bit;
    private int _at;
    private X64Prefixes _prefixes;
    private byte _map;
    private byte _opcode;
    private byte _modRm;

    private X64Decoder(ReadOnlySpan<byte> code, bool is64Bit)
    {
        _code = code.Length > LongestInstruction ? code[..LongestInstruction] : code;
        _is64Bit = is64Bit;
    }

    private readonly bool Is16Bit => (_prefixes & (X64Prefixes.OperandSize | X64Prefixes.Wide)) == X64Prefixes.OperandSize;

    // Size of the immediate that the manuals call Iz.
    private readonly int Operand => Is16Bit ? 2 : 4;

    /// <summary>Decodes the instruction at the start of the code.</summary>
    /// <param name="code">The code; it may extend beyond the instruction.</param>
    /// <param name="is64Bit">False for code of 32-bit programs.</param>
    /// <param name="instruction">The instruction.</param>
    /// <returns>False when the bytes are not an instruction or are cut off.</returns>
    public static bool TryDecode(ReadOnlySpan<byte> code, bool is64Bit, out X64Instruction instruction)
    {
        X64Decoder decoder = new(code, is64Bit);
        bool isInstruction = decoder.Decode();
        instruction = isInstruction ? new(decoder._at, decoder._map, decoder._opcode, decoder._modRm, decoder._prefixes) : default;
        return isInstruction;
    }

    private bool Decode()
    {
        if (!ReadPrefixes())
        {
            return false;
        }

        byte next = _at < _code.Length ? _code[_at] : (byte)0;
        bool isVector = (_opcode is 0xC4 or 0xC5 or 0x62 && (_is64Bit || next >= 0xC0)) || (_opcode == 0x8F && (next & 0x1F) >= 8);
        if (isVector)
        {
            return DecodeVector();
        }

        if (_opcode == 0x0F)
        {
            return DecodeEscaped();
        }

        return DecodeOneByte();
    }

    private bool ReadPrefixes()
    {
        bool isWide = false;
        while (Read(out _opcode))
        {
            switch (_opcode)
            {
                case 0x66:
                    _prefixes |= X64Prefixes.OperandSize;
                    break;
                case 0x67:
                    _prefixes |= X64Prefixes.AddressSize;
                    break;
                case 0xF0:
                    _prefixes |= X64Prefixes.Lock;
                    break;
                case 0xF2 or 0xF3:
                    _prefixes |= X64Prefixes.Repeat;
                    break;
                case 0x26 or 0x2E or 0x36 or 0x3E:
                    _prefixes |= X64Prefixes.OldSegment;
                    break;
                case 0x64 or 0x65:
                    break;
                case >= 0x40 and <= 0x4F when _is64Bit:
                    isWide = (_opcode & 8) != 0;
                    continue;
                default:
                    if (isWide)
                    {
                        _prefixes |= X64Prefixes.Wide;
                    }

                    return true;
            }

            // A REX prefix counts only directly before the opcode.
            isWide = false;
        }

        return false;
    }

    private bool DecodeVector()
    {
        byte kind = _opcode;
        _prefixes |= X64Prefixes.Vector;
        if (!Read(out byte first))
        {
            return false;
        }

        _map = kind == 0xC5 ? (byte)1 : (byte)(first & (kind == 0x62 ? 7 : 0x1F));
        int more = kind switch { 0xC5 => 0, 0x62 => 2, _ => 1 };
        if (!Skip(more) || !Read(out _opcode))
        {
            return false;
        }

        // vzeroupper and vzeroall
        if (kind != 0x62 && _map == 1 && _opcode == 0x77)
        {
            return true;
        }

        int immediate;
        switch (_map)
        {
            case 1:
                immediate = _opcode is (>= 0x70 and <= 0x73) or 0xC2 or 0xC4 or 0xC5 or 0xC6 ? 1 : 0;
                break;
            case 2 or 5 or 6 or 9:
                immediate = 0;
                break;
            case 3 or 8:
                immediate = 1;
                break;
            case 7 or 10:
                immediate = 4;
                break;
            default:
                return false;
        }

        return ReadModRm() && Skip(immediate);
    }

    private bool DecodeEscaped()
    {
        _map = 1;
        if (!Read(out _opcode))
        {
            return false;
        }

        switch (_opcode)
        {
            case 0x38 or 0x3A:
                _map = _opcode == 0x38 ? (byte)2 : (byte)3;
                return Read(out _opcode) && ReadModRm() && Skip(_map == 3 ? 1 : 0);
            case 0x04 or 0x0A or 0x0C or 0x24 or 0x25 or 0x26 or 0x27 or 0x36 or 0x39 or (>= 0x3B and <= 0x3F) or 0x7A or 0x7B:
                return false;
            case (>= 0x05 and <= 0x0B) or 0x0E or (>= 0x30 and <= 0x37) or 0x77 or (>= 0xA0 and <= 0xA2) or (>= 0xA8 and <= 0xAA) or (>= 0xC8 and <= 0xCF):
                return true;
            case >= 0x20 and <= 0x23: // mov to and from control and debug registers, always of registers
                return Read(out _modRm);
            case >= 0x80 and <= 0x8F:
                return Skip(BranchDistance());
            case 0x78 when (_prefixes & (X64Prefixes.OperandSize | X64Prefixes.Repeat)) != 0: // extrq, insertq
                return ReadModRm() && Skip(2);
            case 0x0F or (>= 0x70 and <= 0x73) or 0xA4 or 0xAC or 0xBA or 0xC2 or 0xC4 or 0xC5 or 0xC6:
                return ReadModRm() && Skip(1);
            default:
                return ReadModRm();
        }
    }

    private bool DecodeOneByte()
    {
        switch (_opcode)
        {
            case <= 0x3F:
                return (_opcode & 7) switch
                {
                    <= 3 => ReadModRm(),
                    4 => Skip(1),
                    5 => Skip(Operand),
                    _ => !_is64Bit,
                };
            case 0x60 or 0x61 or 0xCE or 0xD6:
                return !_is64Bit;
            case 0x62:
                return ReadModRm();
            case 0x82:
                return !_is64Bit && ReadModRm() && Skip(1);
            case 0x9A or 0xEA:
                return !_is64Bit && Skip(Operand + 2);
            case 0xD4 or 0xD5:
                return !_is64Bit && Skip(1);
            case 0x68 or 0xA9:
                return Skip(Operand);
            case 0x69 or 0x81:
                return ReadModRm() && Skip(Operand);
            case 0xC7:
                return ReadModRm() && (Register == 0 || _modRm == 0xF8) && Skip(Operand); // mov, xbegin
            case 0xC6:
                return ReadModRm() && (Register == 0 || _modRm == 0xF8) && Skip(1); // mov, xabort
            case 0x6A or (>= 0x70 and <= 0x7F) or 0xA8 or (>= 0xB0 and <= 0xB7) or 0xCD or (>= 0xE0 and <= 0xE7) or 0xEB:
                return Skip(1);
            case 0x6B or 0x80 or 0x83 or 0xC0 or 0xC1:
                return ReadModRm() && Skip(1);
            case 0x8F:
                return ReadModRm() && Register == 0;
            case 0x63 or (>= 0x84 and <= 0x8E) or 0xC4 or 0xC5 or (>= 0xD0 and <= 0xD3) or (>= 0xD8 and <= 0xDF):
                return ReadModRm();
            case >= 0xA0 and <= 0xA3:
                bool isShort = (_prefixes & X64Prefixes.AddressSize) != 0;
                return Skip(_is64Bit ? (isShort ? 4 : 8) : (isShort ? 2 : 4));
            case >= 0xB8 and <= 0xBF:
                return Skip((_prefixes & X64Prefixes.Wide) != 0 ? 8 : Operand);
            case 0xC2 or 0xCA:
                return Skip(2);
            case 0xC8:
                return Skip(3);
            case 0xE8 or 0xE9:
                return Skip(BranchDistance());
            case 0xF6:
                return ReadModRm() && Skip(Register < 2 ? 1 : 0);
            case 0xF7:
                return ReadModRm() && Skip(Register < 2 ? Operand : 0);
            case 0xFE:
                return ReadModRm() && Register < 2;
            case 0xFF:
                return ReadModRm() && Register < 7;
            default:
                return true;
        }
    }

    private readonly int Register => (_modRm >> 3) & 7;

    // In 64-bit code, Intel processors ignore the prefix.
    private readonly int BranchDistance() => _is64Bit ? 4 : Operand;

    private bool ReadModRm()
    {
        if (!Read(out _modRm))
        {
            return false;
        }

        int mode = _modRm >> 6;
        int memory = _modRm & 7;
        if (mode == 3)
        {
            return true;
        }

        if (!_is64Bit && (_prefixes & X64Prefixes.AddressSize) != 0)
        {
            return Skip(mode == 0 ? (memory == 6 ? 2 : 0) : mode);
        }

        int scaledBase = -1;
        if (memory == 4)
        {
            if (!Read(out byte scaled))
            {
                return false;
            }

            scaledBase = scaled & 7;
        }

        return mode switch
        {
            0 => Skip(memory == 5 || scaledBase == 5 ? 4 : 0),
            1 => Skip(1),
            _ => Skip(4),
        };
    }

    private bool Read(out byte value)
    {
        bool hasMore = _at < _code.Length;
        value = hasMore ? _code[_at++] : (byte)0;
        return hasMore;
    }

    private bool Skip(int count)
    {
        _at += count;
        return _at <= _code.Length;
    }
}
