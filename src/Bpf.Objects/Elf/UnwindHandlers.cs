namespace Bpf.Objects.Elf;

/// <summary>Reads the exception tables in a language-specific data area (LSDA). C++, Rust, D and Ada use the same format.</summary>
internal static class UnwindHandlers
{
    private const byte Omitted = 0xFF; // DW_EH_PE_omit

    /// <summary>
    /// Determines what happens to an exception in the function that owns a data area. A damaged area is read as <see cref="UnwindPassage.Possible"/>.
    /// </summary>
    /// <param name="area">The data area, and whatever follows it.</param>
    public static UnwindPassage Read(ReadOnlySpan<byte> area)
    {
        UnwindReader reader = new(area, 0);
        byte landingBase = reader.Byte();
        if (landingBase != Omitted)
        {
            reader.Number(landingBase);
        }

        if (reader.Byte() != Omitted)
        {
            reader.Number(); // distance of the types
        }

        byte encoding = reader.Byte();
        ulong length = reader.Number();
        if (reader.IsCutOff || length > (ulong)reader.Rest.Length)
        {
            return UnwindPassage.Possible;
        }

        UnwindReader sites = new(reader.Rest[..(int)length], 0);
        if (sites.Rest.IsEmpty)
        {
            return UnwindPassage.Never; // noexcept: no call may throw
        }

        bool cleansUp = false;
        while (!sites.Rest.IsEmpty && !sites.IsCutOff)
        {
            sites.Number(encoding); // start of the calls
            sites.Number(encoding); // and their length
            bool hasLanding = sites.Number(encoding) != 0;
            if (sites.Number() != 0)
            {
                return UnwindPassage.Possible; // catches
            }

            cleansUp |= hasLanding;
        }

        return cleansUp && !sites.IsCutOff ? UnwindPassage.Expected : UnwindPassage.Possible;
    }
}
