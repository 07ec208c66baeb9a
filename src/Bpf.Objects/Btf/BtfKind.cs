namespace Bpf.Objects;

/// <summary>Kinds of BTF types (include/uapi/linux/btf.h).</summary>
public enum BtfKind : byte
{
    /// <summary>No type: the return type of a function that returns nothing, or the target of a <c>void *</c> (<c>BTF_KIND_UNKN</c>).</summary>
    Void = 0,

    /// <summary>An integer, character or boolean (<c>BTF_KIND_INT</c>).</summary>
    Int = 1,

    /// <summary>A pointer (<c>BTF_KIND_PTR</c>).</summary>
    Pointer = 2,

    /// <summary>An array (<c>BTF_KIND_ARRAY</c>).</summary>
    Array = 3,

    /// <summary>A struct (<c>BTF_KIND_STRUCT</c>).</summary>
    Struct = 4,

    /// <summary>A union (<c>BTF_KIND_UNION</c>).</summary>
    Union = 5,

    /// <summary>An enum of up to 32 bits (<c>BTF_KIND_ENUM</c>).</summary>
    Enum = 6,

    /// <summary>A struct or union that is only declared (<c>BTF_KIND_FWD</c>).</summary>
    Forward = 7,

    /// <summary>A typedef (<c>BTF_KIND_TYPEDEF</c>).</summary>
    Typedef = 8,

    /// <summary><c>volatile</c> (<c>BTF_KIND_VOLATILE</c>).</summary>
    Volatile = 9,

    /// <summary><c>const</c> (<c>BTF_KIND_CONST</c>).</summary>
    Const = 10,

    /// <summary><c>restrict</c> (<c>BTF_KIND_RESTRICT</c>).</summary>
    Restrict = 11,

    /// <summary>A function (<c>BTF_KIND_FUNC</c>).</summary>
    Function = 12,

    /// <summary>The parameters and return type of a function (<c>BTF_KIND_FUNC_PROTO</c>).</summary>
    FunctionPrototype = 13,

    /// <summary>A global variable (<c>BTF_KIND_VAR</c>).</summary>
    Variable = 14,

    /// <summary>The variables of a section (<c>BTF_KIND_DATASEC</c>).</summary>
    DataSection = 15,

    /// <summary>A floating-point number (<c>BTF_KIND_FLOAT</c>).</summary>
    Float = 16,

    /// <summary>A tag on a declaration (<c>BTF_KIND_DECL_TAG</c>).</summary>
    DeclarationTag = 17,

    /// <summary>A tag on a type (<c>BTF_KIND_TYPE_TAG</c>).</summary>
    TypeTag = 18,

    /// <summary>A 64-bit enum (<c>BTF_KIND_ENUM64</c>).</summary>
    Enum64 = 19,
}
