namespace Bpf.Compiler.Import;

/// <summary>What the code does with the address of a field in kernel memory.</summary>
internal enum AddressUse
{
    /// <summary>It passes on the address, or asks a question about the field.</summary>
    Address,

    /// <summary>It makes another address from it.</summary>
    Step,

    /// <summary>It reads what is there.</summary>
    Read,

    /// <summary>It passes it to a method that only reads it, so a copy is as good.</summary>
    Copy,

    /// <summary>It passes it to a method that may write to it.</summary>
    Write,
}
