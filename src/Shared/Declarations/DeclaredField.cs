namespace Bpf.Shared;

/// <summary>The properties of a static field of a BPF class that decide whether, and how, it is a variable of the object.</summary>
/// <param name="Name">The name in C#; for a backing field, the name of its property.</param>
/// <param name="IsConstant">Whether it is <c>const</c>.</param>
/// <param name="IsReadOnly">Whether it is <c>readonly</c>.</param>
/// <param name="IsGenerated">Whether the C# compiler generated it.</param>
/// <param name="IsBehindProperty">Whether it is the backing field of a property.</param>
/// <param name="IsElsewhere">Whether it has one of the attributes of <see cref="OtherStorage"/>.</param>
/// <param name="IsArray">Whether its type is a one-dimensional array; the variable then consists of the elements.</param>
/// <param name="IsUnmanaged">Whether the variable contains no references.</param>
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
    /// <summary>Full names of the attributes on fields that are not variables of the object.</summary>
    public static readonly string[] OtherStorage = ["System.ThreadStaticAttribute", AttributeNames.Kconfig, AttributeNames.KernelSymbol, AttributeNames.Map];

    /// <summary>True when the field is a variable of the object. A property could return a different array each time.</summary>
    public bool IsVariable => !IsConstant && !IsElsewhere && IsUnmanaged && (!IsGenerated || IsBehindProperty) && !(IsArray && IsBehindProperty);

    /// <summary>
    /// Returns true when the memory is constant after load. For a value, <c>readonly</c> is enough; for an array it only means that the field keeps the
    /// same array.
    /// </summary>
    /// <param name="areElementsWritten">Whether a program may write to the elements of the array.</param>
    public bool IsFrozen(bool areElementsWritten) => IsReadOnly && !(IsArray && areElementsWritten);
}
