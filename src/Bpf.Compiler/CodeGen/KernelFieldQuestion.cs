namespace Bpf.Compiler.CodeGen;

/// <summary>What a program does with a field of a kernel type.</summary>
internal enum KernelFieldQuestion
{
    /// <summary>It needs to know where the field is.</summary>
    Place,

    /// <summary>It reads the field as the declared type.</summary>
    Value,

    /// <summary>It reads the field as a bit-field.</summary>
    Bits,

    /// <summary>It asks whether the field exists.</summary>
    Existence,

    /// <summary>It asks how large the field is.</summary>
    Size,
}
