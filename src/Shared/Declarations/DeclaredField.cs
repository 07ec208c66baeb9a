namespace Bpf.Shared;

/// <summary>A static field of a BPF class, as far as it decides whether the field is memory of the object, and which.</summary>
/// <param name="Name">The name in C#: for the field behind a property, that of the property.</param>
/// <param name="IsConstant">It is <c>const</c>.</param>
/// <param name="IsReadOnly">It is <c>readonly</c>.</param>
/// <param name="IsGenerated">The C# compiler made it.</param>
/// <param name="IsBehindProperty">It is the field of a property.</param>
/// <param name="IsElsewhere">It has one of the attributes of <see cref="OtherStorage"/>.</param>
/// <param name="IsArray">Its type is an array of one dimension; the memory is that of the elements.</param>
/// <param name="IsUnmanaged">The memory holds no references.</param>
internal sealed record DeclaredField(
    string Name,
    bool IsConstant,
    bool IsReadOnly,
    bool IsGenerated,
    bool IsBehindProperty,
    bool IsElsewhere,
    bool IsArray,
    bool IsUnmanaged)
{
    /// <summary>Full names of the attributes that mark fields which are not variables of the object.</summary>
    public static readonly string[] OtherStorage = ["System.ThreadStaticAttribute", "Bpf.KconfigAttribute", "Bpf.KernelSymbolAttribute", "Bpf.BpfMapAttribute"];

    /// <summary>True when the field is a variable of the object. A property could return a different array each time.</summary>
    public bool IsVariable => !IsConstant && !IsElsewhere && IsUnmanaged && (!IsGenerated || IsBehindProperty) && !(IsArray && IsBehindProperty);

    /// <summary>
    /// True when the memory is a constant, which nobody changes after load. <c>readonly</c> says so of a value; of an array it says only that it stays the
    /// same array.
    /// </summary>
    /// <param name="areElementsWritten">A program may write the elements of the array.</param>
    public bool IsFrozen(bool areElementsWritten) => IsReadOnly && !(IsArray && areElementsWritten);
}
