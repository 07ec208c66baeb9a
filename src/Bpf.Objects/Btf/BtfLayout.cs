using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace Bpf.Objects.Btf;

/// <summary>Sizes of BTF records.</summary>
internal static class BtfLayout
{
    public const ushort Magic = 0xEB9F; // BTF_MAGIC
    public const int HeaderSize = 24; // struct btf_header
    public const int HeaderSizeWithLayout = 32; // struct btf_header with layout_off and layout_len (kernel 7.1)
    public const int TypeHeaderSize = 12; // struct btf_type
    public const int MaximumDepth = 32; // MAX_RESOLVE_DEPTH
    private const byte None = 0xFF;

    /// <summary>Fixed number of bytes after a record's header, by kind.</summary>
    private static ReadOnlySpan<byte> FixedSizes =>
    [
        None, 4, 0, 12, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 4, 0, 0, 4, 0, 0, // void, int, array, variable and declaration tag; Enum64 is the last
        None, None, None, None, None, None, None, None, None, None, None, None,
    ];

    /// <summary>Bytes after a record's header for each member, enumerator, parameter or variable, by kind.</summary>
    private static ReadOnlySpan<byte> ElementSizes => [0, 0, 0, 0, 12, 12, 8, 0, 0, 0, 0, 0, 0, 8, 0, 12, 0, 0, 0, 12, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];

    /// <summary>BTF_INFO_KIND, linux/btf.h.</summary>
    public static BtfKind KindOf(uint info) => (BtfKind)(info >> 24 & 0x1F);

    /// <summary>BTF_INFO_VLEN, linux/btf.h: 24 bits in the newest kernels. Older ones have 16 and require the others to be zero.</summary>
    public static int CountOf(uint info) => (int)(info & 0xFFFFFF);

    /// <summary>Returns the number of bytes after a record's header, or -1 for an unknown kind.</summary>
    public static int ExtraSize(BtfKind kind, int count) => FixedSizes[(int)kind] is not None and var size ? size + (ElementSizes[(int)kind] * count) : -1;

    /// <summary>Returns the size of a record in bytes, header included; the kind must be known.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int RecordSize(uint info)
        => TypeHeaderSize + FixedSizes[(int)KindOf(info)] + (ElementSizes[(int)KindOf(info)] * CountOf(info));

    /// <summary>Returns a copy of BTF with a section of the sizes of all kinds between types and strings.</summary>
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
