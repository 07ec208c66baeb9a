namespace Bpf.Runtime.Btf;

/// <summary>Sizes of BTF records.</summary>
internal static class BtfLayout
{
    public const ushort Magic = 0xEB9F; // BTF_MAGIC
    public const int HeaderSize = 24; // struct btf_header
    public const int TypeHeaderSize = 12; // struct btf_type
    public const int MaximumDepth = 32; // MAX_RESOLVE_DEPTH

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
}
