using Bpf.Objects.Elf;
using Bpf.Objects.Symbols.Tables;

namespace Bpf.Runtime.Attach.Symbols;

/// <summary>
/// Maps file offsets to functions: by symbols or the Go table, then by the frame descriptions, which stripped files keep, and last by symbols without
/// a length.
/// </summary>
internal sealed class FunctionMap
{
    private readonly ElfFile _file;
    private readonly ulong[] _starts;
    private readonly ulong[] _sizes;
    // The highest end of this and all earlier functions: functions may be nested.
    private readonly ulong[] _ends;

    /// <summary>Indexes the functions of tables.</summary>
    public FunctionMap(ElfFile file, IEnumerable<FunctionTable> tables)
    {
        _file = file;
        SortedDictionary<ulong, ulong> ranges = [];
        foreach (FunctionTable table in tables)
        {
            table.Visit((in FunctionSymbol function) => ranges[function.Offset] = Math.Max(function.Size, ranges.GetValueOrDefault(function.Offset)));
        }

        _starts = [.. ranges.Keys];
        _sizes = [.. ranges.Values];
        _ends = new ulong[_starts.Length];
        ulong end = 0;
        for (int i = 0; i < _ends.Length; i++)
        {
            _ends[i] = end = Math.Max(end, _starts[i] + _sizes[i]);
        }
    }

    /// <summary>Returns the innermost function that contains an offset.</summary>
    public FunctionRange? Find(ulong offset)
    {
        int nearest = Array.BinarySearch(_starts, offset);
        if (nearest < 0)
        {
            nearest = ~nearest - 1;
        }

        for (int i = nearest; i >= 0 && _ends[i] > offset; i--)
        {
            FunctionRange range = new(_starts[i], _sizes[i], IsEndKnown: true);
            if (range.Covers(offset))
            {
                return range;
            }
        }

        if (Described(offset) is { } described)
        {
            return described;
        }

        if (nearest < 0 || _sizes[nearest] != 0)
        {
            return null;
        }

        ulong next = nearest + 1 < _starts.Length ? _starts[nearest + 1] : ulong.MaxValue;
        return new(_starts[nearest], Math.Min(next, EndOfSegment(_starts[nearest])) - _starts[nearest], IsEndKnown: false);
    }

    private FunctionRange? Described(ulong offset)
    {
        if (SegmentAt(offset) is not { } segment || UnwindTable.Find(_file, _file.AddressOf(offset, segment)) is not { } entry)
        {
            return null;
        }

        return new(offset - (_file.AddressOf(offset, segment) - entry.Start), entry.Size, IsEndKnown: true);
    }

    private ulong EndOfSegment(ulong offset) => SegmentAt(offset) is { } segment ? _file.Origin + segment.Offset + segment.FileSize : offset;

    private ElfSegment? SegmentAt(ulong offset) => _file.FindCodeSegment(offset);
}
