using Bpf.Compiler.Llvm;
using Bpf.Compiler.Metadata;

namespace Bpf.Compiler.Values;

/// <summary>The array that a static field holds: memory of the object with a fixed length.</summary>
/// <param name="field">The field.</param>
/// <param name="element">Type of the elements.</param>
/// <param name="length">Number of elements.</param>
/// <param name="address">Address of the first element.</param>
internal sealed class StaticArray(FieldDesc field, TypeDesc element, int length, LLVMValueRef address)
{
    public FieldDesc Field { get; } = field;

    public TypeDesc Element { get; } = element;

    public int Length { get; } = length;

    public LLVMValueRef Address { get; } = address;

    /// <summary>True when the host sees the array, so nothing may be inferred from its initial elements.</summary>
    public required bool IsShared { get; init; }

    /// <summary>True when an operation on the array may write its elements.</summary>
    public bool MayBeWritten { get; set; }

    /// <summary>True when LLVM may fold the elements and remove the array.</summary>
    public bool IsFolded => !IsShared && !MayBeWritten && Field.IsReadOnly;
}
