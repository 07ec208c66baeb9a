using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace Bpf.Objects.Btf;

/// <summary>
/// Builds BTF, either from scratch or as a copy of a table with types added. Copied types keep their ids, and equal strings are stored once.
/// </summary>
internal sealed class BtfBuilder
{
    /// <summary>Added to the number of members: the kind-specific flag of <see cref="BtfType.Flag"/>.</summary>
    public const uint KindFlag = 1U << 31;

    private readonly List<uint> _types = [];
    private readonly List<byte> _strings = [];
    private readonly Dictionary<string, uint> _offsets = [];
    private uint _nextId = 1;

    /// <summary>Creates a builder that contains only void.</summary>
    public BtfBuilder() => _strings.Add(0);

    /// <summary>Creates a builder that starts with a copy of a table, which must not be split.</summary>
    public BtfBuilder(BtfTypeTable source)
    {
        _types.AddRange(MemoryMarshal.Cast<byte, uint>(source.TypeBytes));
        _strings.AddRange(source.StringBytes);
        _nextId = source.EndId;
    }

    public uint AddInt(string name, uint size, bool signed = true) => Add(BtfKind.Int, name, 0, size, (signed ? 1U << 24 : 0) | size * 8);

    public uint AddVariable(string name, uint type, BtfLinkage linkage) => Add(BtfKind.Variable, name, 0, type, (uint)linkage);

    public uint AddFunction(string name, uint prototype, BtfLinkage linkage) => Add(BtfKind.Function, name, (uint)linkage, prototype);

    public uint AddPointer(uint target) => Add(BtfKind.Pointer, "", 0, target);

    /// <summary>Adds a type of any kind.</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="name">Name, empty for none.</param>
    /// <param name="count">Number of members, possibly with <see cref="KindFlag"/>, or linkage of a function.</param>
    /// <param name="sizeOrType">Size, or id of the referenced type.</param>
    /// <param name="words">The words after the header.</param>
    public uint Add(BtfKind kind, string name, uint count, uint sizeOrType, params ReadOnlySpan<uint> words)
    {
        _types.Add(AddString(name));
        _types.Add(((uint)kind << 24) | count);
        _types.Add(sizeOrType);
        _types.AddRange(words);
        return _nextId++;
    }

    public uint AddString(string text)
    {
        if (text.Length == 0)
        {
            return 0;
        }

        if (_offsets.TryGetValue(text, out uint known))
        {
            return known;
        }

        uint offset = (uint)_strings.Count;
        _strings.AddRange(Encoding.UTF8.GetBytes(text));
        _strings.Add(0);
        _offsets[text] = offset;
        return offset;
    }

    public BtfTypeTable Build()
    {
        int typeSize = _types.Count * sizeof(uint);
        BtfMemory memory = BtfMemory.Allocate(BtfLayout.HeaderSize + typeSize + _strings.Count);
        Span<byte> bytes = memory.Span;
        BinaryPrimitives.WriteUInt16LittleEndian(bytes, BtfLayout.Magic);
        bytes[2] = 1; // version
        BinaryPrimitives.WriteUInt32LittleEndian(bytes[4..], BtfLayout.HeaderSize);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes[12..], (uint)typeSize);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes[16..], (uint)typeSize);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes[20..], (uint)_strings.Count);
        MemoryMarshal.AsBytes(CollectionsMarshal.AsSpan(_types)).CopyTo(bytes[BtfLayout.HeaderSize..]);
        CollectionsMarshal.AsSpan(_strings).CopyTo(bytes[(BtfLayout.HeaderSize + typeSize)..]);
        return new BtfTypeTable(memory, "BTF built by the loader");
    }
}
