namespace Bpf.Objects.Elf;

/// <summary>The pointer encodings of the frame descriptions that share a CIE.</summary>
/// <param name="HasAugmentation">The descriptions have augmentation data with a length.</param>
/// <param name="Code">DW_EH_PE_* of addresses of code.</param>
/// <param name="Handlers">DW_EH_PE_* of the language-specific data area.</param>
internal readonly record struct UnwindEncodings(bool HasAugmentation, byte Code, byte Handlers)
{
    private const byte Omitted = 0xFF; // DW_EH_PE_omit

    /// <summary>Reads a CIE; <see langword="null"/> when it is not of a known form.</summary>
    public static UnwindEncodings? Read(ReadOnlySpan<byte> record, ulong address)
    {
        UnwindReader reader = new(record, address);
        if (reader.UInt32() != 0)
        {
            return null;
        }

        byte version = reader.Byte();
        int end = reader.Rest.IndexOf((byte)0);
        if (end < 0)
        {
            return null;
        }

        ReadOnlySpan<byte> augmentation = reader.Rest[..end];
        reader.Skip(end + 1);
        reader.Number(); // alignment of code
        reader.Number(); // and of data; a signed number is as long
        if (version == 1)
        {
            reader.Byte(); // register of the return address
        }
        else
        {
            reader.Number();
        }

        UnwindEncodings encodings = new(augmentation.StartsWith("z"u8), 0, Omitted);
        if (!encodings.HasAugmentation)
        {
            return augmentation.IsEmpty && !reader.IsCutOff ? encodings : null;
        }

        reader.Number(); // length of what follows
        foreach (byte letter in augmentation[1..])
        {
            switch (letter)
            {
                case (byte)'L':
                    encodings = encodings with { Handlers = reader.Byte() };
                    break;
                case (byte)'R':
                    encodings = encodings with { Code = reader.Byte() };
                    break;
                case (byte)'P':
                    reader.Value(reader.Byte());
                    break;
                case (byte)'S' or (byte)'B' or (byte)'G':
                    break;
                default:
                    return null;
            }
        }

        return reader.IsCutOff ? null : encodings;
    }
}
