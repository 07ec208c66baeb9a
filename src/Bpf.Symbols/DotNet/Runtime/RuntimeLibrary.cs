using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using Bpf.Objects.Elf;
using Bpf.Runtime;
using Bpf.Symbols.Files;

namespace Bpf.Symbols.DotNet.Runtime;

/// <summary>The file with the runtime of a process: <c>libcoreclr.so</c>, or the program itself if it was published as a single file.</summary>
internal sealed class RuntimeLibrary
{
    private const string LibraryName = "/libcoreclr.so";
    private const ulong ProgramHeadersTag = 3; // AT_PHDR
    private const uint BuildIdNote = 3; // NT_GNU_BUILD_ID
    private const uint ProgramHeadersSegment = 6; // PT_PHDR
    private const int LongestVersion = 32;
    private static readonly SearchValues<byte> s_versionCharacters = SearchValues.Create("0123456789."u8);

    private RuntimeLibrary(string path, ushort machine, string? buildId, Version? version, ulong descriptor, ulong dacTable)
    {
        Path = path;
        Machine = machine;
        BuildId = buildId;
        Version = version;
        Descriptor = descriptor;
        DacTable = dacTable;
    }

    /// <summary>Path of the file, as the process sees it.</summary>
    public string Path { get; }

    /// <summary>Architecture of its code (<c>e_machine</c>).</summary>
    public ushort Machine { get; }

    /// <summary>Its build id in hexadecimal; null if it has none.</summary>
    public string? BuildId { get; }

    /// <summary>Version of the runtime, such as 10.0.12; null if the file does not say.</summary>
    public Version? Version { get; }

    /// <summary>Address of the descriptor of the data contract in the process; 0 for none.</summary>
    public ulong Descriptor { get; }

    /// <summary>Address of the table for debuggers, whose first entry is the map of code sections in 8 and 9; 0 for none.</summary>
    public ulong DacTable { get; }

    /// <summary>Finds the runtime of a process; null if the process has none.</summary>
    public static RuntimeLibrary? Find(int processId, ProcessMaps maps)
    {
        string? program = LinkOf($"/proc/{processId}/exe");
        HashSet<string> seen = [];
        foreach (MemoryMapping mapping in maps.Mappings)
        {
            bool isProgram = mapping.IsFile && mapping.Name == program;
            if ((isProgram || mapping.Paths.Any(static path => path.EndsWith(LibraryName, StringComparison.Ordinal))) && seen.Add(mapping.Name)
                && Read(processId, mapping, isProgram) is { } found)
            {
                return found;
            }
        }

        return null;
    }

    private static RuntimeLibrary? Read(int processId, MemoryMapping first, bool isProgram)
    {
        try
        {
            // The file may have been replaced since, as by an update of the runtime, and the new one has other addresses.
            using BpfHandle? open = new MappedFileLocator($"/proc/{processId}", FileRoot.Of(processId)).TryOpen(first);
            if (open is null)
            {
                return null;
            }

            using MappedFile file = MappedFile.Open($"/proc/self/fd/{open.Descriptor}");
            ElfFile elf = new(file, first.Name);
            int table = elf.FindSection(ElfSection.DynamicSymbols);
            if (table < 0 || !elf.Is64Bit || !elf.IsLittleEndian)
            {
                return null;
            }

            (ulong descriptor, ulong dacTable) = Symbols(elf, table);
            if ((descriptor | dacTable) == 0 || (isProgram ? BiasOfProgram(processId, elf) : BiasOfLibrary(elf, first)) is not { } bias)
            {
                return null;
            }

            return new RuntimeLibrary(first.Name, elf.Machine, BuildIdOf(elf), VersionOf(elf),
                descriptor == 0 ? 0 : descriptor + bias, dacTable == 0 ? 0 : dacTable + bias);
        }
        catch (Exception exception) when (exception is BpfException or BpfObjectFormatException or IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static (ulong Descriptor, ulong DacTable) Symbols(ElfFile elf, int table)
    {
        ulong descriptor = 0;
        ulong dacTable = 0;
        ElfSection section = elf.Sections[table];
        ReadOnlySpan<byte> names = elf.StringsOf(section);
        foreach (ref readonly ElfSymbol symbol in elf.SymbolsOf(section))
        {
            ReadOnlySpan<byte> name = symbol.IsDefined ? ElfText.At(names, symbol.Name) : default;
            if (name.SequenceEqual("DotNetRuntimeContractDescriptor"u8))
            {
                descriptor = symbol.Value;
            }
            else if (name.SequenceEqual("g_dacTable"u8))
            {
                dacTable = symbol.Value;
            }
        }

        return (descriptor, dacTable);
    }

    // The first mapping of a library is that of its first load segment.
    private static ulong? BiasOfLibrary(ElfFile elf, MemoryMapping first)
    {
        foreach (ref readonly ElfSegment segment in elf.Segments)
        {
            if (segment.Type == ElfSegment.Load)
            {
                return first.Start + (segment.Offset - first.Offset) - segment.VirtualAddress;
            }
        }

        return null;
    }

    // The assemblies of a single file are mapped from it too, below and above its code. So ask what the kernel told the program.
    private static ulong? BiasOfProgram(int processId, ElfFile elf)
    {
        ulong? headers = null;
        foreach (ref readonly ElfSegment segment in elf.Segments)
        {
            headers ??= segment.Type == ProgramHeadersSegment ? segment.VirtualAddress : null;
        }

        ReadOnlySpan<byte> values = File.ReadAllBytes($"/proc/{processId}/auxv");
        for (; values.Length >= 2 * sizeof(ulong); values = values[(2 * sizeof(ulong))..])
        {
            if (BinaryPrimitives.ReadUInt64LittleEndian(values) == ProgramHeadersTag)
            {
                return BinaryPrimitives.ReadUInt64LittleEndian(values[sizeof(ulong)..]) - headers;
            }
        }

        return null;
    }

    private static string? BuildIdOf(ElfFile elf)
    {
        foreach (ref readonly ElfSegment segment in elf.Segments)
        {
            if (segment.Type != ElfSegment.Note)
            {
                continue;
            }

            foreach (ElfNote note in elf.NotesOf(segment))
            {
                if (note.Type == BuildIdNote && note.Owner.SequenceEqual("GNU"u8))
                {
                    return Convert.ToHexStringLower(note.Description);
                }
            }
        }

        return null;
    }

    // The runtime's text for the "what" command, which includes the file version: 10.0.1226.42015 is that of 10.0.12.
    private static Version? VersionOf(ElfFile elf)
    {
        foreach (ref readonly ElfSegment segment in elf.Segments)
        {
            ReadOnlySpan<byte> contents = segment.Type == ElfSegment.Load ? elf.Slice(segment.Offset, segment.FileSize, "segment") : default;
            if (contents.IndexOf("@(#)Version "u8) is >= 0 and var at)
            {
                ReadOnlySpan<byte> text = contents[(at + 12)..];
                text = text[..Math.Min(text.Length, LongestVersion)];
                int end = text.IndexOfAnyExcept(s_versionCharacters);
                return Version.TryParse(Encoding.ASCII.GetString(end < 0 ? text : text[..end]), out Version? file)
                    ? new Version(file.Major, file.Minor, Math.Max(file.Build, 0) / 100) : null;
            }
        }

        return null;
    }

    private static string? LinkOf(string path)
    {
        try
        {
            return new FileInfo(path).LinkTarget;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
