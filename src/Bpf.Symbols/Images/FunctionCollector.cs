using System.Buffers;
using System.Runtime.InteropServices;
using Bpf.Objects.Elf;
using Bpf.Objects.Symbols.Demangling;
using Bpf.Objects.Symbols.Tables;
using Bpf.Symbols.DebugFiles;
using Bpf.Symbols.Tables;

namespace Bpf.Symbols.Images;

/// <summary>
/// Collects the functions of an image from all its tables, and chooses one name for each place. Zero-sized functions extend to the next one, unless the
/// frame descriptions say where they end.
/// </summary>
internal sealed class FunctionCollector
{
    private readonly ElfFile _file;
    private readonly List<FoundFunction> _functions = [];
    private readonly ArrayBufferWriter<byte> _names = new(64 * 1024);
    private ElfSegment _segment;

    private FunctionCollector(ElfFile file) => _file = file;

    /// <summary>Builds the index of a file.</summary>
    /// <param name="file">The file.</param>
    /// <param name="search">Where to search for its debug file.</param>
    public static FunctionIndex Collect(ElfFile file, DebugFileSearch search)
    {
        FunctionCollector collector = new(file);
        FunctionTables tables = new(file, search);
        foreach (FunctionTable table in tables.Own)
        {
            collector.Add(table, NameSource.SymbolTable);
        }

        foreach (FunctionTable table in tables.Debug)
        {
            collector.Add(table, table is SymbolTable ? NameSource.DebugFile : NameSource.GoTable);
        }

        foreach (LinkageStub stub in LinkageTable.StubsOf(file))
        {
            collector.Add(new FunctionSymbol(stub.Name, stub.Offset, stub.Size, FunctionKind.Local), NameSource.LinkageTable);
        }

        return collector.Build();
    }

    private void Add(FunctionTable table, NameSource source)
    {
        table.Visit((in FunctionSymbol function) => Add(function, source));
        table.VisitLabels((in FunctionSymbol label) => Add(label, source));
    }

    private void Add(in FunctionSymbol function, NameSource source)
    {
        if (function.Name.IsEmpty || !IsCode(function.Offset))
        {
            return;
        }

        ReadOnlySpan<byte> name = function.Name[..VersionedName.BaseLength(function.Name)];
        _functions.Add(new()
        {
            Offset = function.Offset,
            Extent = (uint)Math.Min(function.Size, uint.MaxValue),
            Kind = function.Kind | (function.Size == 0 ? FunctionKind.Unsized : 0),
            Source = source,
            NameStart = _names.WrittenCount,
            NameLength = name.Length,
        });
        _names.Write(name);
    }

    // Nearly all functions of a file are in one segment.
    private bool IsCode(ulong offset)
    {
        if (_segment.Type != ElfSegment.Load || offset - _file.Origin - _segment.Offset >= _segment.FileSize)
        {
            if (_file.FindCodeSegment(offset) is not { } found)
            {
                return false;
            }

            _segment = found;
        }

        return (_segment.Flags & ElfSegment.Executable) != 0;
    }

    private FunctionIndex Build()
    {
        _functions.Sort(Compare);
        List<FoundFunction> chosen = [];
        ulong end = 0;
        foreach (FoundFunction function in _functions)
        {
            if (chosen.Count > 0 && chosen[^1].Offset == function.Offset)
            {
                continue;
            }

            // A label within a function, or an alias of a part of it.
            if ((function.Kind & FunctionKind.Unsized) != 0 && function.Offset < end)
            {
                continue;
            }

            end = Math.Max(end, function.Offset + function.Extent);
            chosen.Add(function);
        }

        Span<FoundFunction> result = CollectionsMarshal.AsSpan(chosen);
        for (int i = 0; i < result.Length; i++)
        {
            if ((result[i].Kind & FunctionKind.Unsized) != 0)
            {
                ulong next = i + 1 < result.Length ? result[i + 1].Offset : ulong.MaxValue;
                result[i].Extent = (uint)Math.Min(EndOf(result[i].Offset, next) - result[i].Offset, uint.MaxValue);
            }
        }

        return new(result, _names.WrittenSpan);
    }

    private ulong EndOf(ulong offset, ulong next)
    {
        if (_file.FindCodeSegment(offset) is not { } segment)
        {
            return offset;
        }

        ulong address = _file.AddressOf(offset, segment);
        ulong end = Math.Min(next, _file.FileOffsetOf(segment.VirtualAddress + segment.FileSize, segment));
        foreach (ref readonly ElfSection section in _file.Sections)
        {
            if ((section.Flags & ElfSection.Executable) != 0 && address >= section.Address && address - section.Address < section.Size)
            {
                end = Math.Min(end, _file.FileOffsetOf(section.Address + section.Size, segment));
            }
        }

        return UnwindTable.Find(_file, address) is { } entry ? Math.Min(end, offset + (entry.Start + entry.Size - address)) : end;
    }

    // Of several names for one place, the first is the one that readers know.
    private int Compare(FoundFunction a, FoundFunction b)
    {
        int result = a.Offset.CompareTo(b.Offset);
        result = result != 0 ? result : Rank(a.Kind).CompareTo(Rank(b.Kind));
        if (result != 0)
        {
            return result;
        }

        ReadOnlySpan<byte> first = _names.WrittenSpan.Slice(a.NameStart, a.NameLength);
        ReadOnlySpan<byte> second = _names.WrittenSpan.Slice(b.NameStart, b.NameLength);
        result = Underscores(first).CompareTo(Underscores(second));
        result = result != 0 ? result : first.Length.CompareTo(second.Length);
        result = result != 0 ? result : first.SequenceCompareTo(second);
        // The larger of two equal ones, and the table that is searched first.
        result = result != 0 ? result : b.Extent.CompareTo(a.Extent);
        return result != 0 ? result : a.NameStart.CompareTo(b.NameStart);
    }

    private static int Rank(FunctionKind kind)
        => ((kind & FunctionKind.Label) != 0 ? 8 : 0) + ((kind & FunctionKind.Unsized) != 0 ? 4 : 0) + ((kind & FunctionKind.Indirect) != 0 ? 2 : 0)
            + ((kind & FunctionKind.Local) != 0 ? 1 : 0);

    // A mangled name begins with one and is not less known for it.
    private static int Underscores(ReadOnlySpan<byte> name)
        => DemangledName.IsMangled(name) ? 0 : name.Length - name.TrimStart((byte)'_').Length;
}
