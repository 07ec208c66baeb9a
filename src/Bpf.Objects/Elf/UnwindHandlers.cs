namespace Bpf.Objects.Elf;

/// <summary>Reads what a language-specific data area (LSDA) says about exceptions. C++, Rust, D and Ada write it alike.</summary>
internal static class UnwindHandlers
{
    private const byte Omitted = 0xFF; // DW_EH_PE_omit

    /// <summary>What becomes of an exception in the function that has a data area. What is damaged reads as "possible".</summary>
    /// <param name="area">The data area, and whatever lies behind it.</param>
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
            return UnwindPassage.Never; // noexcept: no call has a way out
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
