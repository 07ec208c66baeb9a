using System.Buffers.Binary;

namespace Bpf.Runtime.Btf;

/// <summary>Sizes of BTF records.</summary>
internal static class BtfLayout
{
    public const ushort Magic = 0xEB9F; // BTF_MAGIC
    public const int HeaderSize = 24; // struct btf_header
    public const int HeaderSizeWithLayout = 32; // struct btf_header with layout_off and layout_len (kernel 7.1)
    public const int TypeHeaderSize = 12; // struct btf_type
    public const int MaximumDepth = 32; // MAX_RESOLVE_DEPTH

    /// <summary>BTF_INFO_KIND, linux/btf.h.</summary>
    public static BtfKind KindOf(uint info) => (BtfKind)(info >> 24 & 0x1F);

    /// <summary>BTF_INFO_VLEN, linux/btf.h: 16 bits until recently, 24 in the newest kernels; the others had to be zero.</summary>
    public static int CountOf(uint info) => (int)(info & 0xFFFFFF);

    /// <summary>Bytes after the header of a record, or -1 for a kind that does not exist.</summary>
    public static int ExtraSize(BtfKind kind, int count) => kind switch
    {
        BtfKind.Int or BtfKind.Variable or BtfKind.DeclarationTag => 4,
        BtfKind.Array => 12,
        BtfKind.Struct or BtfKind.Union or BtfKind.DataSection or BtfKind.Enum64 => 12 * count,
        BtfKind.Enum or BtfKind.FunctionPrototype => 8 * count,
        BtfKind.Pointer or BtfKind.Forward or BtfKind.Typedef or BtfKind.Volatile or BtfKind.Const or BtfKind.Restrict
            or BtfKind.Function or BtfKind.Float or BtfKind.TypeTag => 0,
        _ => -1,
    };

    /// <summary>A copy of BTF with the sizes of all kinds between types and strings.</summary>
    public static byte[] WithLayoutSection(ReadOnlySpan<byte> btf)
    {
        const int EntrySize = 4; // struct btf_layout
        const int KindCount = (int)BtfKind.Enum64 + 1;
        int typeSize = (int)BinaryPrimitives.ReadUInt32LittleEndian(btf[12..]);
        ReadOnlySpan<byte> strings = btf[(HeaderSize + typeSize)..];
        byte[] result = new byte[HeaderSizeWithLayout + typeSize + (KindCount * EntrySize) + strings.Length];
        btf[..HeaderSize].CopyTo(result);
        BinaryPrimitives.WriteUInt32LittleEndian(result.AsSpan(4), HeaderSizeWithLayout);
        BinaryPrimitives.WriteUInt32LittleEndian(result.AsSpan(16), (uint)(typeSize + (KindCount * EntrySize)));
        BinaryPrimitives.WriteUInt32LittleEndian(result.AsSpan(24), (uint)typeSize);
        BinaryPrimitives.WriteUInt32LittleEndian(result.AsSpan(28), KindCount * EntrySize);
        btf.Slice(HeaderSize, typeSize).CopyTo(result.AsSpan(HeaderSizeWithLayout));
        Span<byte> entries = result.AsSpan(HeaderSizeWithLayout + typeSize, KindCount * EntrySize);
        for (int kind = (int)BtfKind.Int; kind < KindCount; kind++)
        {
            int fixedSize = ExtraSize((BtfKind)kind, 0);
            entries[kind * EntrySize] = (byte)fixedSize;
            entries[(kind * EntrySize) + 1] = (byte)(ExtraSize((BtfKind)kind, 1) - fixedSize);
        }

        strings.CopyTo(result.AsSpan(result.Length - strings.Length));
        return result;
    }
}
