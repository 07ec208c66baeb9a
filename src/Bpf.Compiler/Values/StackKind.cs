namespace Bpf.Compiler.Values;

/// <summary>Kind of a value on the evaluation stack.</summary>
internal enum StackKind
{
    /// <summary>Nothing: the type is void.</summary>
    None,

    /// <summary>Integers up to 32 bits.</summary>
    Int32,

    /// <summary>64-bit and native integers.</summary>
    Int64,

    /// <summary>Pointers, references, and the maps.</summary>
    Pointer,

    /// <summary>A struct; the value is the address of a temporary that nothing else writes to.</summary>
    Aggregate,

    /// <summary>Something that exists only at compile time.</summary>
    Symbol,
}
