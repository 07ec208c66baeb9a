using Bpf.Objects.Elf;

namespace Bpf.Objects.Symbols.Go;

/// <summary>Recognizes programs built by the Go compiler and locates the tables their runtime needs to print stacks.</summary>
internal static class GoProgram
{
    private static readonly byte[][] s_tableSections = [".gopclntab"u8.ToArray(), ".data.rel.ro.gopclntab"u8.ToArray()];

    private static ReadOnlySpan<byte> HeaderRest => [0xFF, 0xFF, 0xFF, 0, 0];

    /// <summary>Returns whether a program or library contains code of the Go compiler; stripping does not hide it.</summary>
    public static bool Is(ElfFile file)
    {
        if (Array.Exists(s_tableSections, name => file.FindSection(name) >= 0) || file.FindSection(".go.buildinfo"u8) >= 0)
        {
            return true;
        }

        foreach (ref readonly ElfSegment segment in file.Segments)
        {
            if (segment.Type != ElfSegment.Note)
            {
                continue;
            }

            foreach (ElfNote note in file.NotesOf(segment))
            {
                if (note.Owner.SequenceEqual("Go"u8))
                {
                    return true;
                }
            }
        }

        // With the sections gone and -buildid= at build time, only the table itself is left.
        return file.Sections.IsEmpty && GoFunctionTable.Read(file) is not null;
    }

    /// <summary>Returns the places where the function table may be: the address, and the bytes from there on.</summary>
    public static IEnumerable<(ulong Address, ReadOnlyMemory<byte> Bytes)> TablesOf(ElfFile file)
    {
        foreach (byte[] name in s_tableSections)
        {
            if (file.FindSection(name) is var index and >= 0)
            {
                yield return (file.Sections[index].Address, file.MemoryOf(file.Sections[index]));
            }
        }

        // The section table may be gone, or a linker may have put the table into another section.
        if (file.Sections.Length > 0 && !Is(file))
        {
            yield break;
        }

        for (int i = 0; i < file.Segments.Length; i++)
        {
            ElfSegment segment = file.Segments[i];
            if (segment.Type != ElfSegment.Load)
            {
                continue;
            }

            ReadOnlyMemory<byte> bytes = file.MemoryOf(segment);
            for (int start = 0; (start = FindHeader(bytes.Span, start)) >= 0; start += sizeof(uint))
            {
                yield return (segment.VirtualAddress + (ulong)start, bytes[start..]);
            }
        }
    }

    // Tables are pointer-aligned. The bytes after the first byte of the header are the same in all versions.
    private static int FindHeader(ReadOnlySpan<byte> bytes, int start)
    {
        while (start < bytes.Length)
        {
            int found = bytes[start..].IndexOf(HeaderRest);
            if (found < 0)
            {
                return -1;
            }

            int header = start + found - 1;
            if (header >= 0 && header % sizeof(uint) == 0 && GoTableLayout.IsHeader(bytes[header..]))
            {
                return header;
            }

            start += found + 1;
        }

        return -1;
    }
}
