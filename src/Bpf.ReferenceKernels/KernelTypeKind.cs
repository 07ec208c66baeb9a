namespace Bpf.ReferenceKernels;

/// <summary>Kinds of types in the table. The values are part of its format.</summary>
internal enum KernelTypeKind : byte
{
    Void = 0,
    Integer = 1,
    Float = 2,
    Enumeration = 3,
    Pointer = 4,
    Array = 5,
    Struct = 6,
    Union = 7,
    Function = 8,
    Typedef = 9,
}
