namespace Bpf.Objects;

/// <summary>The question a CO-RE relocation asks about the kernel's types (<c>enum bpf_core_relo_kind</c>, include/uapi/linux/bpf.h).</summary>
public enum CoreRelocationKind : uint
{
    /// <summary>Offset of a field in bytes (<c>BPF_CORE_FIELD_BYTE_OFFSET</c>).</summary>
    FieldByteOffset = 0,

    /// <summary>Size of a field in bytes (<c>BPF_CORE_FIELD_BYTE_SIZE</c>).</summary>
    FieldByteSize = 1,

    /// <summary>Whether a field exists (<c>BPF_CORE_FIELD_EXISTS</c>).</summary>
    FieldExists = 2,

    /// <summary>Whether a field is signed (<c>BPF_CORE_FIELD_SIGNED</c>).</summary>
    FieldSigned = 3,

    /// <summary>Number of bits to shift a bit field left when reading it (<c>BPF_CORE_FIELD_LSHIFT_U64</c>).</summary>
    FieldLeftShift = 4,

    /// <summary>Number of bits to shift it right afterward (<c>BPF_CORE_FIELD_RSHIFT_U64</c>).</summary>
    FieldRightShift = 5,

    /// <summary>Id of a type in the object (<c>BPF_CORE_TYPE_ID_LOCAL</c>).</summary>
    TypeIdLocal = 6,

    /// <summary>Id of a type in the kernel (<c>BPF_CORE_TYPE_ID_TARGET</c>).</summary>
    TypeIdTarget = 7,

    /// <summary>Whether a type exists (<c>BPF_CORE_TYPE_EXISTS</c>).</summary>
    TypeExists = 8,

    /// <summary>Size of a type in bytes (<c>BPF_CORE_TYPE_SIZE</c>).</summary>
    TypeSize = 9,

    /// <summary>Whether an enumerator exists (<c>BPF_CORE_ENUMVAL_EXISTS</c>).</summary>
    EnumeratorExists = 10,

    /// <summary>Value of an enumerator (<c>BPF_CORE_ENUMVAL_VALUE</c>).</summary>
    EnumeratorValue = 11,

    /// <summary>Whether a type has the same members (<c>BPF_CORE_TYPE_MATCHES</c>).</summary>
    TypeMatches = 12,
}
