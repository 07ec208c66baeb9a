namespace Bpf.Objects.Elf;

/// <summary>What the frame descriptions that share a CIE have in common.</summary>
internal readonly record struct UnwindCommon
{
    private const byte Omitted = 0xFF; // DW_EH_PE_omit
    private const byte PointerRelative = 0x10; // DW_EH_PE_pcrel

    /// <summary>True when the descriptions have augmentation data with a length.</summary>
    public bool HasAugmentation { get; private init; }

    /// <summary>DW_EH_PE_* of addresses of code: absolute or relative to themselves.</summary>
    public byte Code { get; private init; }

    /// <summary>DW_EH_PE_* of the language-specific data area; 0xFF for none.</summary>
    public byte Handlers { get; private init; }

    /// <summary>Unit of distances between instructions, in bytes.</summary>
    public ulong CodeAlignment { get; private init; }

    /// <summary>Unit of offsets from the frame address, in bytes.</summary>
    public long DataAlignment { get; private init; }

    /// <summary>Number of the register or column that holds the return address.</summary>
    public ulong ReturnRegister { get; private init; }

    /// <summary>True for frames that the kernel builds for signal handlers: the return address is that of an instruction that was not a call.</summary>
    public bool IsSignalFrame { get; private init; }

    /// <summary>The instructions that apply to all descriptions.</summary>
    public UnwindInstructions Instructions { get; private init; }

    /// <summary>Reads a CIE; <see langword="null"/> when it is not of a known form.</summary>
    /// <param name="reader">The record after its length and identification.</param>
    public static UnwindCommon? Read(UnwindReader reader)
    {
        byte version = reader.Byte();
        int end = reader.Rest.IndexOf((byte)0);
        if (end < 0 || version is not (1 or 3 or 4))
        {
            return null;
        }

        ReadOnlySpan<byte> augmentation = reader.Rest[..end];
        reader.Skip(end + 1);
        if (version == 4 && (reader.Byte(), reader.Byte()) is not (sizeof(ulong), 0))
        {
            return null; // size of addresses and of segment selectors
        }

        UnwindCommon common = new()
        {
            Handlers = Omitted,
            CodeAlignment = reader.Number(),
            DataAlignment = reader.SignedNumber(),
            ReturnRegister = version == 1 ? reader.Byte() : reader.Number(),
            HasAugmentation = augmentation.StartsWith("z"u8),
        };
        if (!common.HasAugmentation)
        {
            return augmentation.IsEmpty && !reader.IsCutOff ? common with { Instructions = reader.Instructions() } : null;
        }

        ulong length = reader.Number();
        if (length > (ulong)reader.Rest.Length)
        {
            return null;
        }

        UnwindReader data = reader;
        reader.Skip((int)length);
        foreach (byte letter in augmentation[1..])
        {
            switch (letter)
            {
                case (byte)'L':
                    common = common with { Handlers = data.Byte() };
                    break;
                case (byte)'R':
                    common = common with { Code = data.Byte() };
                    break;
                case (byte)'P':
                    data.Value(data.Byte());
                    break;
                case (byte)'S':
                    common = common with { IsSignalFrame = true };
                    break;
                case (byte)'B' or (byte)'G':
                    break;
                default:
                    return null;
            }
        }

        bool isKnown = (common.Code & 0xF0) is 0 or PointerRelative;
        return data.IsCutOff || reader.IsCutOff || !isKnown ? null : common with { Instructions = reader.Instructions() };
    }
}
