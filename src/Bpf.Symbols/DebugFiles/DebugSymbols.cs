using Bpf.Objects.Elf;
using Bpf.Objects.Elf.Compression;
using Bpf.Runtime;
using Bpf.Symbols.Tables;

namespace Bpf.Symbols.DebugFiles;

/// <summary>
/// Reads the local symbols of a stripped file: compressed within it (<c>.gnu_debugdata</c>), or in a separate file found by build id or
/// <c>.gnu_debuglink</c>. Debug files that do not match are skipped.
/// </summary>
internal static class DebugSymbols
{
    private const uint BuildIdNote = 3; // NT_GNU_BUILD_ID

    /// <summary>Returns the symbol tables, most complete first; none when there are no debug symbols.</summary>
    /// <param name="file">The file.</param>
    /// <param name="search">Where to search for its debug file.</param>
    public static SymbolTable[] Read(ElfFile file, DebugFileSearch search)
    {
        List<SymbolTable> tables = [];
        foreach (ElfFile debug in Files(file, search))
        {
            if (SymbolTable.Read(debug, ElfSection.SymbolTable, file) is { } table)
            {
                tables.Add(table);
            }
        }

        return [.. tables];
    }

    /// <summary>Returns the files with debug symbols, most complete first.</summary>
    /// <param name="file">The file.</param>
    /// <param name="search">Where to search for its debug file.</param>
    public static IEnumerable<ElfFile> Files(ElfFile file, DebugFileSearch search)
    {
        if (Separate(file, search) is { } separate)
        {
            yield return separate;
        }

        if (Embedded(file) is { } embedded)
        {
            yield return embedded;
        }
    }

    /// <summary>Returns the build id as hexadecimal digits; <see langword="null"/> when the file has none.</summary>
    public static string? BuildId(ElfFile file)
    {
        foreach (ElfSection section in file.Sections)
        {
            if (section.Type != ElfSection.Note)
            {
                continue;
            }

            if (BuildId(file.NotesOf(section)) is { } id)
            {
                return id;
            }
        }

        // A file may have lost its sections; the segments are still there.
        foreach (ElfSegment segment in file.Segments)
        {
            if (segment.Type == ElfSegment.Note && BuildId(file.NotesOf(segment)) is { } id)
            {
                return id;
            }
        }

        return null;
    }

    private static string? BuildId(ElfNotes notes)
    {
        foreach (ElfNote note in notes)
        {
            if (note.Type == BuildIdNote && note.Owner.SequenceEqual("GNU"u8))
            {
                return Convert.ToHexStringLower(note.Description);
            }
        }

        return null;
    }

    private static ElfFile? Embedded(ElfFile file)
    {
        int index = file.FindSection(".gnu_debugdata"u8);
        if (index < 0)
        {
            return null;
        }

        try
        {
            return new ElfFile(XzDecoder.Decompress(file.ContentsOf(file.Sections[index])), $"{file.Path} (.gnu_debugdata)");
        }
        catch (Exception exception) when (exception is InvalidDataException or BpfObjectFormatException)
        {
            return null;
        }
    }

    private static ElfFile? Separate(ElfFile file, DebugFileSearch search)
    {
        string? buildId = BuildId(file);
        if (buildId is { Length: > 2 })
        {
            foreach (ElfFile found in search.ByBuildId(buildId))
            {
                if (BuildId(found) == buildId)
                {
                    return found;
                }
            }
        }

        if (DebugLink.Of(file) is not { } link)
        {
            return null;
        }

        foreach (ElfFile found in search.Beside(link.FileName))
        {
            if (buildId is not null ? BuildId(found) == buildId : DebugLink.ChecksumOf(found.Bytes) == link.Checksum)
            {
                return found;
            }
        }

        return null;
    }
}
