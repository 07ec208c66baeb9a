namespace Bpf.Compiler.Values;

/// <summary>How a value lies on the evaluation stack.</summary>
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

    /// <summary>A struct; the value is the address of a temporary that nobody else writes.</summary>
    Aggregate,

    /// <summary>Something that exists at compile time only.</summary>
    Symbol,
}
