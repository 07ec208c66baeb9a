namespace Bpf.Objects.Btf;

/// <summary>Kinds of BTF types (include/uapi/linux/btf.h).</summary>
internal enum BtfKind : byte
{
    Void = 0, // BTF_KIND_UNKN
    Int = 1, // BTF_KIND_INT
    Pointer = 2, // BTF_KIND_PTR
    Array = 3, // BTF_KIND_ARRAY
    Struct = 4, // BTF_KIND_STRUCT
    Union = 5, // BTF_KIND_UNION
    Enum = 6, // BTF_KIND_ENUM
    Forward = 7, // BTF_KIND_FWD
    Typedef = 8, // BTF_KIND_TYPEDEF
    Volatile = 9, // BTF_KIND_VOLATILE
    Const = 10, // BTF_KIND_CONST
    Restrict = 11, // BTF_KIND_RESTRICT
    Function = 12, // BTF_KIND_FUNC
    FunctionPrototype = 13, // BTF_KIND_FUNC_PROTO
    Variable = 14, // BTF_KIND_VAR
    DataSection = 15, // BTF_KIND_DATASEC
    Float = 16, // BTF_KIND_FLOAT
    DeclarationTag = 17, // BTF_KIND_DECL_TAG
    TypeTag = 18, // BTF_KIND_TYPE_TAG
    Enum64 = 19, // BTF_KIND_ENUM64
}
