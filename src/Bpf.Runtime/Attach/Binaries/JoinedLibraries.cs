using Bpf.Objects.Elf;

namespace Bpf.Runtime.Attach.Binaries;

/// <summary>Libraries whose functions moved into libc in glibc 2.34. Files with their names are still installed, for programs linked earlier.</summary>
internal static class JoinedLibraries
{
    /// <summary>Returns whether a file contains only the versions that old programs refer to.</summary>
    public static bool IsPlaceholder(string path) => Read(path, file => Defines(file, "_version_placeholder"u8));

    /// <summary>Returns whether a libc contains the functions of the other libraries.</summary>
    public static bool HasJoined(string path) => Read(path, file => SymbolVersions.Read(file).Has("GLIBC_2.34"u8));

    private static bool Read(string path, Predicate<ElfFile> question)
    {
        try
        {
            using MappedFile mapping = MappedFile.Open(path);
            return question(new ElfFile(mapping, path));
        }
        catch (BpfException)
        {
            // Whoever needs more of the file reports what is wrong with it.
            return false;
        }
    }

    private static bool Defines(ElfFile file, ReadOnlySpan<byte> ending)
    {
        int index = file.FindSection(ElfSection.DynamicSymbols);
        if (index < 0)
        {
            return false;
        }

        ElfSection table = file.Sections[index];
        ReadOnlySpan<byte> strings = file.StringsOf(table);
        foreach (ref readonly ElfSymbol symbol in file.SymbolsOf(table))
        {
            if (symbol.IsDefined && ElfText.At(strings, symbol.Name).EndsWith(ending))
            {
                return true;
            }
        }

        return false;
    }
}
