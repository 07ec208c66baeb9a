using System.Globalization;
using ELFSharp.ELF;
using ELFSharp.ELF.Sections;
using ELFSharp.ELF.Segments;

namespace Samples.Tools;

/// <summary>Functions by place: an address in the kernel, or an offset in a file.</summary>
internal sealed class SymbolTable
{
    private readonly ulong[] _starts;
    private readonly (ulong Size, string Name)[] _functions;

    private SymbolTable(IEnumerable<(ulong Start, ulong Size, string Name)> functions)
    {
        (ulong Start, ulong Size, string Name)[] sorted = [.. functions.OrderBy(function => function.Start)];
        _starts = [.. sorted.Select(function => function.Start)];
        _functions = [.. sorted.Select(function => (function.Size, function.Name))];
    }

    /// <summary>The kernel's functions, from /proc/kallsyms.</summary>
    public static SymbolTable OfKernel() => new(
        from line in File.ReadLines("/proc/kallsyms")
        let parts = line.Split(' ', '\t')
        where parts[1] is "t" or "T"
        select (ulong.Parse(parts[0], NumberStyles.HexNumber, CultureInfo.InvariantCulture), ulong.MaxValue, parts[2]));

    /// <summary>The functions of a program or library; none if it has no symbols or cannot be read.</summary>
    public static SymbolTable OfFile(string path)
    {
        if (!File.Exists(path) || !ELFReader.TryLoad(path, out ELF<ulong> elf))
        {
            return new([]);
        }

        using (elf)
        {
            Segment<ulong>[] segments = [.. elf.Segments.Where(segment => segment.Type == SegmentType.Load && segment.Flags.HasFlag(SegmentFlags.Execute))];
            return new([.. from symbol in elf.GetSections<ELFSharp.ELF.Sections.SymbolTable<ulong>>().SelectMany(table => table.Entries)
                           where symbol.Type == SymbolType.Function && symbol.Value != 0
                           from segment in segments
                           where symbol.Value >= segment.Address && symbol.Value < segment.Address + segment.Size
                           select (symbol.Value - segment.Address + (ulong)segment.Offset, symbol.Size, symbol.Name)]);
        }
    }

    /// <summary>The function that contains a place; null when none does.</summary>
    public string? Find(ulong place)
    {
        int index = Array.BinarySearch(_starts, place);
        index = index < 0 ? ~index - 1 : index;
        return index >= 0 && place - _starts[index] < _functions[index].Size ? _functions[index].Name : null;
    }
}
