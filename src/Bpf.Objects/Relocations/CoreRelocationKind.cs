namespace Bpf.Objects.Relocations;

/// <summary>What a CO-RE relocation asks of the target's types (<c>enum bpf_core_relo_kind</c>).</summary>
internal enum CoreRelocationKind : uint
{
    FieldByteOffset = 0, // BPF_CORE_FIELD_BYTE_OFFSET
    FieldByteSize = 1, // BPF_CORE_FIELD_BYTE_SIZE
    FieldExists = 2, // BPF_CORE_FIELD_EXISTS
    FieldSigned = 3, // BPF_CORE_FIELD_SIGNED
    FieldLeftShift = 4, // BPF_CORE_FIELD_LSHIFT_U64
    FieldRightShift = 5, // BPF_CORE_FIELD_RSHIFT_U64
    TypeIdLocal = 6, // BPF_CORE_TYPE_ID_LOCAL
    TypeIdTarget = 7, // BPF_CORE_TYPE_ID_TARGET
    TypeExists = 8, // BPF_CORE_TYPE_EXISTS
    TypeSize = 9, // BPF_CORE_TYPE_SIZE
    EnumeratorExists = 10, // BPF_CORE_ENUMVAL_EXISTS
    EnumeratorValue = 11, // BPF_CORE_ENUMVAL_VALUE
    TypeMatches = 12, // BPF_CORE_TYPE_MATCHES
}
