using System.Text;
using Bpf.Objects.Elf;
using Bpf.Runtime.Attach.Symbols;
using Bpf.Symbols.DebugFiles;

namespace Bpf.Runtime.Attach.Usdt;

/// <summary>Finds a file's USDT probes with a given provider and name.</summary>
internal static class UsdtPoints
{
    private const int MostSuggestions = 8;

    /// <exception cref="BpfException">The file has no such probe, or has one that cannot be probed.</exception>
    public static List<UsdtPoint> Find(ElfFile file, DebugFileSearch search, string provider, string name)
    {
        byte[] providerGlob = Encoding.UTF8.GetBytes(provider);
        byte[] nameGlob = Encoding.UTF8.GetBytes(name);
        List<UsdtNote> notes = UsdtNotes.Read(file);
        UsdtVariables variables = new(file, search);
        List<UsdtPoint> points = [];
        foreach (UsdtNote note in notes)
        {
            if (SymbolPattern.Matches(providerGlob, Encoding.UTF8.GetBytes(note.Provider))
                && SymbolPattern.Matches(nameGlob, Encoding.UTF8.GetBytes(note.Name)))
            {
                points.Add(Locate(file, note, variables));
            }
        }

        return points.Count > 0 ? points : throw new BpfException("find USDT probe", $"{file.Path}:{provider}:{name}", Errno.ENOENT, Advice(notes));
    }

    private static UsdtPoint Locate(ElfFile file, UsdtNote note, UsdtVariables variables)
    {
        string subject = $"{file.Path}:{note.Provider}:{note.Name}";
        if (OffsetOf(file, note.Address, isCode: true) is not { } offset)
        {
            throw new BpfObjectFormatException(subject, $"Its address 0x{note.Address:x} is not in an executable segment of the file.");
        }

        ulong semaphore = 0;
        if (note.Semaphore != 0)
        {
            semaphore = OffsetOf(file, note.Semaphore, isCode: false)
                ?? throw new BpfObjectFormatException(subject, $"Its semaphore, 0x{note.Semaphore:x}, is not in a data segment of the file.");
        }

        string? problem = UsdtArgumentParser.Parse(note.Arguments, file.Machine, name => variables.Find(name, note.Address), out UsdtArgument[] arguments);
        return problem is null
            ? new UsdtPoint(note.Address, offset, semaphore, arguments)
            : throw new BpfUnsupportedException("read the arguments of USDT probe", subject, $"In '{note.Arguments}', {problem}.");
    }

    private static ulong? OffsetOf(ElfFile file, ulong address, bool isCode)
    {
        foreach (ElfSegment segment in file.Segments)
        {
            bool isExecutable = (segment.Flags & ElfSegment.Executable) != 0;
            if (segment.Type == ElfSegment.Load && isExecutable == isCode && address >= segment.VirtualAddress
                && address - segment.VirtualAddress < segment.FileSize)
            {
                return address - segment.VirtualAddress + segment.Offset + file.Origin;
            }
        }

        return null;
    }

    private static string Advice(List<UsdtNote> notes)
    {
        if (notes.Count == 0)
        {
            return "The file has no USDT probes (section .note.stapsdt).";
        }

        string[] names = [.. notes.Select(note => $"{note.Provider}:{note.Name}").Distinct()];
        string more = names.Length > MostSuggestions ? $" and {names.Length - MostSuggestions} more" : "";
        return $"It has {string.Join(", ", names.Take(MostSuggestions))}{more}.";
    }
}
