using System.Text;
using Bpf.Runtime;

namespace Bpf.Objects.Btf.Values;

/// <summary>Decodes bytes into values by their BTF type.</summary>
internal sealed class BtfValueReader(BtfTypeTable types)
{
    private const int WidestInteger = 128;
    private const byte FirstPrintable = 0x20;
    private const byte Delete = 0x7F;

    /// <summary>Decodes a value.</summary>
    /// <param name="typeId">Its type.</param>
    /// <param name="data">The bytes; there may be more than the type needs.</param>
    /// <exception cref="BpfObjectFormatException">The type has no values, or needs more bytes than <paramref name="data"/> has.</exception>
    public BtfValue Read(uint typeId, ReadOnlySpan<byte> data) => Read(typeId, data, BtfLayout.MaximumDepth);

    private BtfValue Read(uint typeId, ReadOnlySpan<byte> data, int depth)
    {
        if (depth == 0)
        {
            throw types.Defect($"Type {typeId} is nested more than {BtfLayout.MaximumDepth} deep.");
        }

        BtfType type = types.SkipModifiersAndTypedefs(typeId);
        if (type.Kind == BtfKind.Variable)
        {
            return Read(type.ReferencedId, data, depth - 1);
        }

        ulong size = types.SizeOf(type.Id);
        if ((ulong)data.Length < size)
        {
            throw types.Defect($"A value of '{BtfText.Describe(types, typeId)}' has {size} bytes, but only {data.Length} are available.");
        }

        data = data[..(int)size];
        return type.Kind switch
        {
            BtfKind.Int => ReadInteger(type, data, 0, 0),
            BtfKind.Enum or BtfKind.Enum64 => ReadEnumerator(type, data, 0, 0),
            BtfKind.Pointer => new BtfValue.Address(BitConverter.ToUInt64(data)),
            BtfKind.Float => ReadReal(data),
            BtfKind.Array => ReadArray(type, data, depth),
            BtfKind.Struct or BtfKind.Union => new BtfValue.Record(ReadMembers(type, data, depth)),
            _ => new BtfValue.Raw(data.ToArray()),
        };
    }

    private static BtfValue ReadInteger(BtfType type, ReadOnlySpan<byte> data, uint bitOffset, uint bits)
    {
        // An old-style bit field has its position and width in the member's type.
        bool isOwn = bits == 0;
        uint width = isOwn ? type.IntBits : bits;
        Int128 value = BitField.Read(data, isOwn ? bitOffset + type.IntBitOffset : bitOffset, width, type.IntIsSigned);
        if (width > WidestInteger)
        {
            return new BtfValue.Raw(data.ToArray());
        }

        return type.IntIsBool ? new BtfValue.Boolean(value != 0) : new BtfValue.Integer(value);
    }

    private BtfValue.Enumerator ReadEnumerator(BtfType type, ReadOnlySpan<byte> data, uint bitOffset, uint bits)
    {
        uint width = bits == 0 ? type.RawSize * 8 : bits;
        Int128 value = BitField.Read(data, bitOffset, width, type.Flag);
        for (int i = 0; i < type.Count; i++)
        {
            ulong enumerator = type.EnumeratorValue(i);
            if ((type.Flag ? (Int128)(long)enumerator : enumerator) == value)
            {
                return new BtfValue.Enumerator(types.Text(type.EnumeratorNameOffset(i)), value);
            }
        }

        return new BtfValue.Enumerator(null, value);
    }

    private static BtfValue ReadReal(ReadOnlySpan<byte> data) => data.Length switch
    {
        sizeof(float) => new BtfValue.Real(BitConverter.ToSingle(data)),
        sizeof(double) => new BtfValue.Real(BitConverter.ToDouble(data)),
        _ => new BtfValue.Raw(data.ToArray()),
    };

    private BtfValue ReadArray(BtfType type, ReadOnlySpan<byte> data, int depth)
    {
        BtfType element = types.SkipModifiersAndTypedefs(type.ArrayElementId);
        if (element is { Kind: BtfKind.Int, RawSize: 1, IntBits: 8, IntIsBool: false } && TryReadText(data, IsCharacter(type.ArrayElementId), out string text))
        {
            return new BtfValue.Text(text);
        }

        int stride = (int)types.SizeOf(type.ArrayElementId);
        BtfValue[] items = new BtfValue[type.ArrayLength];
        for (int i = 0; i < items.Length; i++)
        {
            items[i] = Read(type.ArrayElementId, data[(i * stride)..], depth - 1);
        }

        return new BtfValue.List(items);
    }

    // Only plain "char" is certain to be text: uint8_t is an unsigned char.
    private bool IsCharacter(uint elementId)
    {
        BtfType element = types[elementId];
        while (element.IsModifier)
        {
            element = element.Referenced;
        }

        return element.Kind == BtfKind.Int && element.Name.SequenceEqual("char"u8);
    }

    // Other byte arrays count as text only when every byte is printable and zeros fill the rest.
    private static bool TryReadText(ReadOnlySpan<byte> data, bool isCharacters, out string text)
    {
        int end = data.IndexOf((byte)0);
        ReadOnlySpan<byte> characters = end < 0 ? data : data[..end];
        text = Encoding.UTF8.GetString(characters);
        return isCharacters || (end > 0 && !data[end..].ContainsAnyExcept((byte)0) && IsPrintable(characters));
    }

    private static bool IsPrintable(ReadOnlySpan<byte> characters)
        => !characters.ContainsAnyInRange((byte)0, (byte)(FirstPrintable - 1)) && !characters.Contains(Delete) && System.Text.Unicode.Utf8.IsValid(characters);

    private List<(string, BtfValue)> ReadMembers(BtfType type, ReadOnlySpan<byte> data, int depth)
    {
        List<(string, BtfValue)> fields = [];
        for (int i = 0; i < type.Count; i++)
        {
            BtfMember member = type.Member(i);
            BtfValue value = ReadMember(member, data, depth);

            // Members of an anonymous struct or union belong to the enclosing one.
            if (member.NameOffset == 0 && value is BtfValue.Record inner)
            {
                fields.AddRange(inner.Fields);
            }
            else
            {
                fields.Add((types.Text(member.NameOffset), value));
            }
        }

        return fields;
    }

    private BtfValue ReadMember(BtfMember member, ReadOnlySpan<byte> data, int depth)
    {
        BtfType type = types.SkipModifiersAndTypedefs(member.TypeId);
        bool isOldBitField = type.Kind == BtfKind.Int && (type.IntBits != type.RawSize * 8 || type.IntBitOffset != 0);
        if (member.BitFieldSize != 0 || isOldBitField || member.BitOffset % 8 != 0)
        {
            return type.IsEnum
                ? ReadEnumerator(type, data, member.BitOffset, member.BitFieldSize)
                : ReadInteger(type, data, member.BitOffset, member.BitFieldSize);
        }

        return Read(member.TypeId, data[(int)(member.BitOffset / 8)..], depth - 1);
    }
}
