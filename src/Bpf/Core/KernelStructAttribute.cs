namespace Bpf;

/// <summary>
/// Declares a kernel struct with the fields a program uses, in any order. The loader adjusts every access to the field's position in the running
/// kernel (CO-RE), so the declaration needs neither all fields nor correct offsets. Such a type has no size and no instances; use pointers to it.
/// </summary>
/// <param name="name">
/// Kernel name without <c>struct</c>. A suffix after a triple underscore (<c>task_struct___old</c>) is ignored in the lookup, so that one program can
/// declare several versions of a type.
/// </param>
[AttributeUsage(AttributeTargets.Struct)]
public sealed class KernelStructAttribute(string name) : Attribute
{
    /// <summary>Kernel name.</summary>
    public string Name { get; } = name;

    /// <summary>True when the kernel type is a union.</summary>
    public bool IsUnion { get; set; }

    /// <summary>
    /// Whether to compare the declaration with the kernels known to the compiler; set it to false for types of modules and modified kernels. The
    /// loader compares with the running kernel in any case.
    /// </summary>
    public bool CheckAtBuild { get; set; } = true;
}
