namespace Bpf.Shared;

/// <summary>A field in the declaration of a kernel type, on the path of an access.</summary>
/// <param name="Type">The kernel's name of the type, with its flavor.</param>
/// <param name="IsUnion">Whether the type is a union.</param>
/// <param name="IsChecked">Whether the type is compared with the reference kernels.</param>
/// <param name="Name">The kernel's name of the field.</param>
/// <param name="Bits">Width of a bit-field in bits; 0 for other fields.</param>
/// <param name="Text">Type and field in C#.</param>
/// <param name="Declared">Its type in C#.</param>
internal sealed record KernelFieldStep(string Type, bool IsUnion, bool IsChecked, string Name, int Bits, string Text, Lazy<DeclaredType> Declared)
{
    /// <summary>The kernel's name of the type.</summary>
    public string EssentialType => TypeFlavor.Essential(Type);

    /// <summary>The type and the field.</summary>
    public (string Type, string Field) Key => (EssentialType, Name);
}
