using System.Runtime.CompilerServices;
using System.Text;
using Bpf.Objects.Elf;
using Bpf.Objects.Symbols.Tables;

namespace Bpf.Objects.Symbols.Go;

/// <summary>The functions of a Go program, from the table its runtime uses for stack traces (pclntab), which stripping does not remove.</summary>
internal sealed class GoFunctionTable : FunctionTable
{
    // Fields of struct moduledata in runtime/symtab.go, in pointers; the same since Go 1.18.
    private const int ModuleNames = 1;
    private const int ModuleFirstAddress = 20;
    private const int ModuleText = 22;
    private readonly ElfFile _file;
    private readonly ulong _address;
    private readonly ReadOnlyMemory<byte> _bytes;
    private readonly GoTableLayout _layout;
    private readonly ulong _text;
    private readonly ImagePointers? _pointers;
    private readonly Lazy<NameIndex> _index;

    private GoFunctionTable(ElfFile file, ulong address, ReadOnlyMemory<byte> bytes, GoTableLayout layout, ulong text, ImagePointers? pointers)
    {
        _file = file;
        _address = address;
        _bytes = bytes;
        _layout = layout;
        _text = text;
        _pointers = pointers;
        _index = new(Index);
    }

    /// <inheritdoc/>
    public override string SectionName => ".gopclntab";

    /// <summary>Reads the table of a file; <see langword="null"/> when it has none that can be read.</summary>
    public static GoFunctionTable? Read(ElfFile file)
    {
        // The table is found through pointers, which have another form in 32-bit files.
        if (!file.Is64Bit)
        {
            return null;
        }

        foreach ((ulong address, ReadOnlyMemory<byte> bytes) in GoProgram.TablesOf(file))
        {
            if (GoTableLayout.Read(file, bytes.Span) is not { } layout)
            {
                continue;
            }

            // Pointers in 32-bit programs are stored in place.
            ImagePointers? pointers = layout.PointerSize == sizeof(ulong) ? new(file) : null;
            if (TextOf(file, address, bytes.Span, layout, pointers) is not { } text)
            {
                continue;
            }

            GoFunctionTable table = new(file, address, bytes, layout, text, pointers);
            if (table.IsPlausible())
            {
                return table;
            }
        }

        return null;
    }

    /// <inheritdoc/>
    public override void Find(ReadOnlySpan<byte> name, List<SymbolCandidate> candidates)
    {
        NameIndex index = _index.Value;
        ReadOnlySpan<byte> bytes = _bytes.Span;
        for (int i = index.First(name); i >= 0; i = index.After(i))
        {
            if (NameOf(bytes, i).SequenceEqual(name) && Describe(i) is { } candidate)
            {
                candidates.Add(candidate);
            }
        }
    }

    /// <summary>Returns whether a function has the name.</summary>
    public bool Has(string name)
    {
        List<SymbolCandidate> found = [];
        Find(Encoding.UTF8.GetBytes(name), found);
        return found.Count > 0;
    }

    /// <inheritdoc/>
    public override IEnumerable<SymbolCandidate> Functions()
    {
        for (int i = 0; i < _layout.Count; i++)
        {
            if (Describe(i) is { } candidate)
            {
                yield return candidate;
            }
        }
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Visit(FunctionVisitor visit)
    {
        ReadOnlySpan<byte> bytes = _bytes.Span;
        ElfSegment segment = default;
        for (int i = 0; i < _layout.Count; i++)
        {
            ReadOnlySpan<byte> name = NameOf(bytes, i);
            ulong address = EntryOf(bytes, i);
            ulong end = EntryOf(bytes, i + 1);
            if (name.IsEmpty)
            {
                continue;
            }

            if (!segment.Covers(address))
            {
                if (_file.FindSegment(address) is not { } found)
                {
                    continue;
                }

                segment = found;
            }

            visit(new(name, _file.FileOffsetOf(address, segment), end > address ? end - address : 0, FunctionKind.None));
        }
    }

    // The base of entries: the header's field, or else the module data, which has a pointer to the header.
    private static ulong? TextOf(ElfFile file, ulong address, ReadOnlySpan<byte> bytes, GoTableLayout layout, ImagePointers? pointers)
    {
        if (layout.TextField == 0)
        {
            return 0;
        }

        ReadOnlySpan<byte> field = bytes[layout.TextField..];
        ulong stored = pointers is null ? file.UInt32(field) : pointers.At(address + (ulong)layout.TextField) ?? 0;
        if (stored != 0 || pointers is null)
        {
            return stored;
        }

        ulong first = file.UInt32(bytes[layout.Functions..]);
        foreach (ulong module in pointers.To(address))
        {
            if (Field(ModuleNames) == address + (ulong)layout.Names && Field(ModuleText) is { } text && Field(ModuleFirstAddress) == text + first)
            {
                return text;
            }

            ulong? Field(int index) => pointers.At(module + ((ulong)index * sizeof(ulong)));
        }

        return null;
    }

    // A table found by its first bytes may be anything.
    private bool IsPlausible()
    {
        ReadOnlySpan<byte> bytes = _bytes.Span;
        ulong first = EntryOf(bytes, 0);
        ulong last = EntryOf(bytes, _layout.Count - 1);
        return first <= last && IsCode(first) && IsCode(last) && !NameOf(bytes, 0).IsEmpty && !NameOf(bytes, _layout.Count - 1).IsEmpty;

        bool IsCode(ulong address) => _file.FindSegment(address) is { } segment && (segment.Flags & ElfSegment.Executable) != 0;
    }

    // Only where the table is cut off is there no terminator.
    private ReadOnlySpan<byte> NameOf(ReadOnlySpan<byte> bytes, int index)
    {
        if (!TryNumber(bytes, _layout.Functions + (((2L * index) + 1) * _layout.Width), _layout.Width, out ulong record)
            || !TryNumber(bytes, (long)Math.Min((ulong)(_layout.Records + _layout.Width) + record, long.MaxValue), sizeof(uint), out ulong name))
        {
            return default;
        }

        return ElfText.At(bytes, (uint)Math.Min((ulong)_layout.Names + name, uint.MaxValue));
    }

    // One more than the number of functions: the end of the last.
    private ulong EntryOf(ReadOnlySpan<byte> bytes, int index)
    {
        long place = _layout.Functions + (2L * index * _layout.Width);
        if (!TryNumber(bytes, place, _layout.Width, out ulong entry))
        {
            return 0;
        }

        if (_layout.TextField != 0)
        {
            return _text + entry;
        }

        return entry != 0 ? entry : _pointers?.At(_address + (ulong)place) ?? 0;
    }

    private bool TryNumber(ReadOnlySpan<byte> bytes, long place, int size, out ulong number)
    {
        number = 0;
        if (place < 0 || place > bytes.Length - size)
        {
            return false;
        }

        ReadOnlySpan<byte> field = bytes.Slice((int)place, size);
        number = size == sizeof(uint) ? _file.UInt32(field) : _file.UInt64(field);
        return true;
    }

    private SymbolCandidate? Describe(int index)
    {
        ReadOnlySpan<byte> bytes = _bytes.Span;
        ReadOnlySpan<byte> name = NameOf(bytes, index);
        ulong address = EntryOf(bytes, index);
        ulong end = EntryOf(bytes, index + 1);
        return !name.IsEmpty && _file.FileOffsetOf(address) is { } offset
            ? new(Encoding.UTF8.GetString(name), null, IsDefaultVersion: true, IsWeak: false, IsIndirect: false, offset, end > address ? end - address : 0)
            : null;
    }

    private NameIndex Index()
    {
        ReadOnlySpan<byte> bytes = _bytes.Span;
        NameIndex index = new(_layout.Count);
        for (int i = _layout.Count - 1; i >= 0; i--)
        {
            if (NameOf(bytes, i) is { IsEmpty: false } name)
            {
                index.Add(i, name);
            }
        }

        return index;
    }
}
