namespace Bpf.Shared;

/// <summary>Kinds of mismatches between the declaration of a field and a kernel.</summary>
internal enum FieldFindingKind
{
    /// <summary>No mismatch.</summary>
    None,

    /// <summary>The kernel has no such type.</summary>
    NoType,

    /// <summary>The kernel's type has no such field.</summary>
    NoField,

    /// <summary>The field has a different kind of type, so the loader does not match it.</summary>
    OtherKind,

    /// <summary>The field differs in size or signedness, or is a bit-field, so reading it yields a different value.</summary>
    OtherValue,
}
