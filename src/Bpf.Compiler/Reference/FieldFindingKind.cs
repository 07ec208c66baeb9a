namespace Bpf.Compiler.Reference;

/// <summary>What may be wrong with the declaration of a field.</summary>
internal enum FieldFindingKind
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>The kernel has no such type.</summary>
    NoType,

    /// <summary>The kernel's type has no such field.</summary>
    NoField,

    /// <summary>The field has another kind of type, so that the loader does not find it.</summary>
    OtherKind,

    /// <summary>The field has another size or sign, or is a bit-field, so that reading it gives another value.</summary>
    OtherValue,
}
