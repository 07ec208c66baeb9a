using System.Runtime.CompilerServices;

namespace Bpf.Objects.Btf;

/// <summary>One type of a <see cref="BtfTypeTable"/>: a view of its record.</summary>
internal readonly unsafe struct BtfType
{
    private const int HeaderWords = 3;
    private readonly uint* _record; // struct btf_type; null for void

    public BtfType(BtfTypeTable table, uint id, uint* record)
    {
        Table = table;
        Id = id;
        _record = record;
    }

    /// <summary>The table the id belongs to (a split table also resolves the ids of its base).</summary>
    public BtfTypeTable Table { get; }

    /// <summary>Type id; 0 is void.</summary>
    public uint Id { get; }

    public BtfKind Kind => _record is null ? BtfKind.Void : BtfLayout.KindOf(_record[1]);

    /// <summary>Number of members, parameters, values or variables.</summary>
    public int Count => _record is null ? 0 : BtfLayout.CountOf(_record[1]);

    /// <summary>The kind-specific flag: bit fields, signed enum, forward of a union.</summary>
    public bool Flag => _record is not null && _record[1] >> 31 != 0;

    public uint NameOffset => _record is null ? 0 : _record[0];

    /// <summary>Name as UTF-8 bytes, empty when the type has none.</summary>
    public ReadOnlySpan<byte> Name => Table.String(NameOffset);

    /// <summary>Name as a string; for messages and dictionaries, not for hot paths.</summary>
    public string NameText => Table.Text(NameOffset);

    /// <summary>Size in bytes as stored in the record (struct, union, enum, int, float, data section).</summary>
    public uint RawSize => _record is null ? 0 : _record[2];

    /// <summary>Referenced type (pointer, typedef, qualifiers, function, variable, tags; return type of a prototype).</summary>
    public uint ReferencedId => _record is null ? 0 : _record[2];

    public BtfType Referenced => Table[ReferencedId];

    /// <summary>True for a struct or a union.</summary>
    public bool IsComposite => Kind is BtfKind.Struct or BtfKind.Union;

    /// <summary>True for an enum of either width.</summary>
    public bool IsEnum => Kind is BtfKind.Enum or BtfKind.Enum64;

    /// <summary>True for const, volatile, restrict and type tags.</summary>
    public bool IsModifier => Kind is BtfKind.Const or BtfKind.Volatile or BtfKind.Restrict or BtfKind.TypeTag;

    // INT
    public bool IntIsSigned => (_record[HeaderWords] >> 24 & 1) != 0;

    public bool IntIsBool => (_record[HeaderWords] >> 24 & 4) != 0;

    public uint IntBitOffset => _record[HeaderWords] >> 16 & 0xFF;

    public uint IntBits => _record[HeaderWords] & 0xFF;

    // ARRAY
    public uint ArrayElementId => _record[HeaderWords];

    public uint ArrayIndexId => _record[HeaderWords + 1];

    public uint ArrayLength => _record[HeaderWords + 2];

    // FUNC: linkage in the count; VAR: linkage after the header
    public BtfLinkage Linkage => Kind == BtfKind.Function ? (BtfLinkage)Count : (BtfLinkage)_record[HeaderWords];

    /// <summary>Index of the member or parameter that a declaration tag applies to; -1 for the type itself.</summary>
    public int TagComponent => (int)_record[HeaderWords];

    public BtfMember Member(int index)
    {
        uint* member = Element(index, 3);
        return Flag
            ? new BtfMember(member[0], member[1], member[2] & 0xFFFFFF, member[2] >> 24)
            : new BtfMember(member[0], member[1], member[2], 0);
    }

    public uint EnumeratorNameOffset(int index) => Element(index, Kind == BtfKind.Enum64 ? 3 : 2)[0];

    /// <summary>Returns the value of an enumerator, sign-extended to 64 bits when the enum is signed.</summary>
    public ulong EnumeratorValue(int index)
    {
        if (Kind == BtfKind.Enum64)
        {
            uint* value = Element(index, 3);
            return value[1] | (ulong)value[2] << 32;
        }

        uint low = Element(index, 2)[1];
        return Flag ? (ulong)(int)low : low;
    }

    public uint ParameterNameOffset(int index) => Element(index, 2)[0];

    public uint ParameterTypeId(int index) => Element(index, 2)[1];

    public BtfSectionEntry SectionEntry(int index)
    {
        uint* entry = Element(index, 3);
        return new BtfSectionEntry(entry[0], entry[1], entry[2]);
    }

    /// <summary>Changes the offset of a variable in a data section; only in a table that is a private copy.</summary>
    public void SetSectionEntryOffset(int index, uint offset) => Element(index, 3)[1] = offset;

    /// <summary>Sorts the variables of a data section by offset, as the kernel requires.</summary>
    public void SortSectionEntries()
        => new Span<BtfSectionEntry>(_record + HeaderWords, Count).Sort(static (a, b) => a.Offset.CompareTo(b.Offset));

    /// <summary>The raw record, for editing a table that is a private copy.</summary>
    public Span<uint> Record => _record is null ? default : new Span<uint>(_record, HeaderWords + (BtfLayout.ExtraSize(Kind, Count) / sizeof(uint)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private uint* Element(int index, int words)
    {
        if ((uint)index >= (uint)Count)
        {
            throw Table.Defect($"Type {Id} ({Kind}) has no part {index}.");
        }

        return _record + HeaderWords + (index * words);
    }
}
