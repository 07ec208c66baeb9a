namespace Bpf.Shared;

/// <summary>Classification of a type in the signature of a program.</summary>
internal enum TypeShape
{
    /// <summary>Any other type.</summary>
    Other,

    /// <summary><c>void</c>.</summary>
    Void,

    /// <summary><c>bool</c>.</summary>
    Boolean,

    /// <summary><c>int</c>, or an enum of it.</summary>
    Int32,

    /// <summary>Another integer, a character, or an enum of one.</summary>
    Integer,

    /// <summary>A pointer.</summary>
    Pointer,

    /// <summary>A reference (<c>in</c>, <c>ref</c>) to an unmanaged struct.</summary>
    StructReference,
}
