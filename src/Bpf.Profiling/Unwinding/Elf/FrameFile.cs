using Bpf.Objects.Elf;
using Bpf.Profiling.Unwinding.Rows;
using Bpf.Profiling.Unwinding.State;
using Bpf.Runtime;

namespace Bpf.Profiling.Unwinding.Elf;

/// <summary>
/// The frame descriptions of a program or library: those that it is loaded with (<c>.eh_frame</c>), or else those for debuggers (<c>.debug_frame</c>). Rows
/// are kept, equal ones once. A damaged file has fewer rows, and never causes an exception. Not safe for concurrent use.
/// </summary>
internal sealed class FrameFile
{
    private const int MostKept = 1 << 16;
    private readonly ElfFile _file;
    private readonly FrameTable _table;
    private readonly Dictionary<ulong, FrameRow?> _rows = [];
    private readonly Dictionary<FrameRow, FrameRow> _distinct = [];
    private readonly bool _hasTable;
    private (UnwindRecords Records, FunctionIndex Index)?[]? _scanned;

    /// <summary>Opens a file for unwinding.</summary>
    /// <exception cref="BpfObjectFormatException">It is not a file of a supported instruction set.</exception>
    public FrameFile(ElfFile file)
    {
        Architecture = (file.Is64Bit && file.IsLittleEndian ? FrameArchitecture.Of(file.Machine) : null)
            ?? throw file.Defect("Only code of x86-64 and aarch64 can be unwound.");
        _file = file;
        _table = new(Architecture);
        _hasTable = UnwindTable.IsUsable(file);
    }

    /// <summary>The instruction set of the file.</summary>
    public FrameArchitecture Architecture { get; }

    /// <summary>Returns how to step to the caller from an instruction; <see langword="null"/> if the file does not say.</summary>
    /// <param name="address">The address in the loaded image, counted as the file does.</param>
    public FrameRow? RowAt(ulong address)
    {
        if (_rows.TryGetValue(address, out FrameRow? row))
        {
            return row;
        }

        if (_rows.Count >= MostKept)
        {
            _rows.Clear();
            _distinct.Clear();
        }

        try
        {
            row = Read(address);
        }
        catch (BpfObjectFormatException)
        {
            // Its tables do not lie in the file.
            row = null;
        }

        if (row is not null && !_distinct.TryAdd(row, row))
        {
            row = _distinct[row];
        }

        _rows.Add(address, row);
        return row;
    }

    private FrameRow? Read(ulong address)
    {
        if (_hasTable && UnwindTable.Locate(_file, address) is { } found && UnwindRecords.Around(_file, found, out ulong position) is { } around
            && RowIn(around, position, address) is { } row)
        {
            return row;
        }

        foreach ((UnwindRecords Records, FunctionIndex Index)? scanned in _scanned ??= Scan())
        {
            if (scanned is { } section && section.Index.Find(address) is { } at && RowIn(section.Records, at, address) is { } described)
            {
                return described;
            }
        }

        return null;
    }

    private FrameRow? RowIn(in UnwindRecords records, ulong position, ulong address)
    {
        if (records.EntryAt(position) is not { } function || !function.Covers(address))
        {
            return null;
        }

        _table.Enter(records, function);
        while (_table.MoveNext())
        {
            if (address < _table.End)
            {
                return _table.ToRow();
            }
        }

        return null;
    }

    private (UnwindRecords Records, FunctionIndex Index)?[] Scan() => [_hasTable ? null : Scan(".eh_frame"u8), Scan(".debug_frame"u8)];

    private (UnwindRecords Records, FunctionIndex Index)? Scan(ReadOnlySpan<byte> section)
        => UnwindRecords.InSection(_file, section) is { } records ? (records, FunctionIndex.Of(records)) : null;
}
