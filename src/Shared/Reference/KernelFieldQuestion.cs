namespace Bpf.Shared;

/// <summary>What a program asks about a field of a kernel type.</summary>
internal enum KernelFieldQuestion
{
    /// <summary>The offset of the field.</summary>
    Place,

    /// <summary>The value of the field, read as the declared type.</summary>
    Value,

    /// <summary>The value of the field, read as a bit-field.</summary>
    Bits,

    /// <summary>Whether the field exists.</summary>
    Existence,

    /// <summary>The size of the field.</summary>
    Size,
}
