using System.Runtime.CompilerServices;
using System.Text;
using Bpf.Runtime;

namespace Bpf.Objects.Btf;

/// <summary>
/// Parsed BTF: types by id, strings by offset, types by name. The table of a module or program extension is split: its ids and strings continue those
/// of <see cref="Base"/>.
/// </summary>
internal sealed unsafe class BtfTypeTable
{
    private const int LargeTable = 1 << 18;
    private const int LargeTableStepBits = 3;
    private readonly BtfMemory _memory;
    private readonly string _subject;
    private readonly byte* _types;
    private readonly byte* _strings;
    private readonly uint _stringSize;
    private readonly int[] _offsets; // of each type, or of one in every few types of a large table
    private readonly int _stepBits; // from an offset to the next: 1 << _stepBits types
    private readonly BtfNameLookup _names;

    /// <summary>Parses BTF.</summary>
    /// <param name="memory">The bytes, starting with the header; the table keeps them.</param>
    /// <param name="subject">Name of the BTF, for messages.</param>
    /// <param name="baseTable">The table that this one continues, if any.</param>
    /// <exception cref="BpfObjectFormatException">The bytes are not valid BTF.</exception>
    public BtfTypeTable(BtfMemory memory, string subject, BtfTypeTable? baseTable = null)
    {
        _memory = memory;
        _subject = subject;
        Base = baseTable;
        FirstId = baseTable?.EndId ?? 1;
        FirstStringOffset = baseTable?.EndStringOffset ?? 0;

        BtfHeader header = BtfHeader.Read(memory.Span, subject);
        _types = memory.Pointer + header.TypeOffset;
        _strings = memory.Pointer + header.StringOffset;
        _stringSize = header.StringSize;
        TypeSize = header.TypeSize;
        if (_stringSize == 0 ? baseTable is null : _strings[_stringSize - 1] != 0 || (baseTable is null && _strings[0] != 0))
        {
            throw Defect("The string section does not begin and end with a zero byte.");
        }

        _stepBits = TypeSize < LargeTable ? 0 : LargeTableStepBits;
        EndId = FirstId + (uint)IndexTypes(out _offsets);
        _names = new BtfNameLookup(this);
    }

    public BtfTypeTable? Base { get; }

    /// <summary>Lowest id of this table's own types.</summary>
    public uint FirstId { get; }

    /// <summary>One past the highest id.</summary>
    public uint EndId { get; }

    /// <summary>Offset of this table's own first string.</summary>
    public uint FirstStringOffset { get; }

    public uint EndStringOffset => FirstStringOffset + _stringSize;

    /// <summary>Size in bytes of this table's own types.</summary>
    public uint TypeSize { get; }

    /// <summary>All bytes, header included.</summary>
    public Span<byte> Bytes => _memory.Span;

    public ReadOnlySpan<byte> TypeBytes => new(_types, (int)TypeSize);

    public ReadOnlySpan<byte> StringBytes => new(_strings, (int)_stringSize);

    /// <summary>Gets a type by id.</summary>
    /// <exception cref="BpfObjectFormatException">There is no such id.</exception>
    public BtfType this[uint id]
    {
        get
        {
            uint index = id - FirstId;
            if (index < EndId - FirstId)
            {
                return new BtfType(this, id, Record(index));
            }

            return id < FirstId ? OfBase(id) : throw Defect($"Type id {id} does not exist.");
        }
    }

    /// <summary>Returns the string at an offset, as UTF-8 bytes without the terminating zero.</summary>
    /// <exception cref="BpfObjectFormatException">The offset is outside the string section.</exception>
    public ReadOnlySpan<byte> String(uint offset)
    {
        if (offset < FirstStringOffset)
        {
            return Base!.String(offset);
        }

        uint local = offset - FirstStringOffset;
        if (local >= _stringSize)
        {
            return offset == 0 ? default : throw Defect($"String offset {offset} is outside the string section.");
        }

        return System.Runtime.InteropServices.MemoryMarshal.CreateReadOnlySpanFromNullTerminated(_strings + local);
    }

    /// <summary>Returns one of this table's own strings for editing in place; only in a private copy.</summary>
    public Span<byte> WritableString(uint offset) => new(_strings + (offset - FirstStringOffset), String(offset).Length);

    public string Text(uint offset) => Encoding.UTF8.GetString(String(offset));

    /// <summary>Returns the id of the first type with this name that fits <paramref name="kind"/>, or 0 when there is none.</summary>
    /// <param name="name">Full name.</param>
    /// <param name="kind">The kind wanted.</param>
    public uint Find(ReadOnlySpan<byte> name, BtfKind kind)
    {
        uint own = FindOwn(name, kind);
        return own != 0 || Base is null ? own : Base.Find(name, kind);
    }

    /// <summary>Like <see cref="Find"/>, but does not search the base.</summary>
    public uint FindOwn(ReadOnlySpan<byte> name, BtfKind kind)
    {
        foreach (uint id in Named(name))
        {
            BtfType type = this[id];
            if (type.Kind == kind && type.Name.SequenceEqual(name))
            {
                return id;
            }
        }

        return 0;
    }

    /// <summary>
    /// Returns the ids of this table's own types whose essential name (the part before "___") equals that of <paramref name="name"/>, lowest first.
    /// The base is not searched.
    /// </summary>
    public ReadOnlySpan<uint> Named(ReadOnlySpan<byte> name) => _names.Find(name);

    /// <summary>Announces names that will be passed to <see cref="Named"/> and <see cref="Find"/>, so that they are found in one pass.</summary>
    public void Expect(IEnumerable<byte[]> names) => _names.Expect(names);

    /// <summary>Follows const, volatile, restrict, type tags and typedefs.</summary>
    /// <exception cref="BpfObjectFormatException">The chain does not end.</exception>
    public BtfType SkipModifiersAndTypedefs(uint id)
    {
        for (int depth = 0; depth < BtfLayout.MaximumDepth; depth++)
        {
            BtfType type = this[id];
            if (!type.IsModifier && type.Kind != BtfKind.Typedef)
            {
                return type;
            }

            id = type.ReferencedId;
        }

        throw Defect($"Type {id} is behind more than {BtfLayout.MaximumDepth} typedefs and qualifiers.");
    }

    /// <summary>Returns the size of a type in bytes.</summary>
    /// <exception cref="BpfObjectFormatException">The type has no size.</exception>
    public ulong SizeOf(uint id)
    {
        ulong elements = 1;
        for (int depth = 0; depth < BtfLayout.MaximumDepth; depth++)
        {
            BtfType type = this[id];
            switch (type.Kind)
            {
                case BtfKind.Int or BtfKind.Struct or BtfKind.Union or BtfKind.Enum or BtfKind.Enum64 or BtfKind.Float or BtfKind.DataSection:
                    return elements * type.RawSize;
                case BtfKind.Pointer:
                    return elements * sizeof(ulong);
                case BtfKind.Array:
                    elements *= type.ArrayLength;
                    id = type.ArrayElementId;
                    break;
                case BtfKind.Typedef or BtfKind.Const or BtfKind.Volatile or BtfKind.Restrict or BtfKind.TypeTag or BtfKind.Variable:
                    id = type.ReferencedId;
                    break;
                default:
                    throw Defect($"Type {id} ({type.Kind}) has no size.");
            }
        }

        throw Defect($"Type {id} is nested more than {BtfLayout.MaximumDepth} deep.");
    }

    public BpfObjectFormatException Defect(string text) => new(_subject, text);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private BtfType OfBase(uint id) => id == 0 ? new BtfType(this, 0, null) : Base![id];

    private uint* Record(uint index)
    {
        byte* record = _types + _offsets[index >> _stepBits];
        for (uint steps = index & ((1U << _stepBits) - 1); steps != 0; steps--)
        {
            record += BtfLayout.RecordSize(((uint*)record)[1]);
        }

        return (uint*)record;
    }

    private int IndexTypes(out int[] offsets)
    {
        int size = (int)TypeSize;
        int skipped = (1 << _stepBits) - 1;
        offsets = GC.AllocateUninitializedArray<int>(Math.Max(16, size / 24 >> _stepBits));
        int count = 0;
        int offset = 0;
        while (offset < size)
        {
            if (size - offset < BtfLayout.TypeHeaderSize)
            {
                throw Defect($"Type {FirstId + count} is cut off.");
            }

            uint info = *(uint*)(_types + offset + 4);
            int extra = BtfLayout.ExtraSize(BtfLayout.KindOf(info), BtfLayout.CountOf(info));
            if (extra < 0)
            {
                throw Defect($"Type {FirstId + count} has the unknown kind {(int)BtfLayout.KindOf(info)}.");
            }

            if (size - offset - BtfLayout.TypeHeaderSize < extra)
            {
                throw Defect($"Type {FirstId + count} is cut off.");
            }

            if ((count & skipped) == 0)
            {
                int step = count >> _stepBits;
                if (step == offsets.Length)
                {
                    Array.Resize(ref offsets, step * 2);
                }

                offsets[step] = offset;
            }

            count++;
            offset += BtfLayout.TypeHeaderSize + extra;
        }

        return count;
    }
}
