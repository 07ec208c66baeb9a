namespace Bpf.Shared;

/// <summary>A static field of a BPF class, as far as it decides whether the field is memory of the object.</summary>
/// <param name="IsConstant">It is <c>const</c>.</param>
/// <param name="IsGenerated">The C# compiler made it.</param>
/// <param name="IsBehindProperty">It is the field of a property.</param>
/// <param name="IsElsewhere">It has one of the attributes of <see cref="OtherStorage"/>.</param>
/// <param name="IsArray">Its type is an array of one dimension; the memory is that of the elements.</param>
/// <param name="IsUnmanaged">The memory holds no references.</param>
internal sealed record DeclaredField(bool IsConstant, bool IsGenerated, bool IsBehindProperty, bool IsElsewhere, bool IsArray, bool IsUnmanaged)
{
    /// <summary>Full names of the attributes of fields that are not variables of the object.</summary>
    public static readonly string[] OtherStorage = ["System.ThreadStaticAttribute", "Bpf.KconfigAttribute", "Bpf.KernelSymbolAttribute", "Bpf.BpfMapAttribute"];

    /// <summary>True when the field is a variable of the object. An array behind a property could be another one each time.</summary>
    public bool IsVariable => !IsConstant && !IsElsewhere && IsUnmanaged && (!IsGenerated || IsBehindProperty) && !(IsArray && IsBehindProperty);
}
