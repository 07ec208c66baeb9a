namespace Bpf;

/// <summary>
/// Declares a kernel struct by the fields a program uses, in any order. The loader moves every access to where the running kernel has the
/// field (CO-RE), so the declaration needs neither all fields nor the right offsets. Such a type has no size and no instances: use pointers to it.
/// </summary>
/// <param name="name">
/// Kernel name without <c>struct</c>. What follows a triple underscore (<c>task_struct___old</c>) is ignored when the type is looked up, so that one
/// program can declare several versions of a type.
/// </param>
[AttributeUsage(AttributeTargets.Struct)]
public sealed class KernelStructAttribute(string name) : Attribute
{
    /// <summary>Kernel name.</summary>
    public string Name { get; } = name;

    /// <summary>The kernel type is a union.</summary>
    public bool IsUnion { get; set; }

    /// <summary>
    /// False turns off the comparison with the kernels that the compiler knows: for types of modules and of kernels with changes of their own. The loader
    /// compares with the running kernel in any case.
    /// </summary>
    public bool CheckAtBuild { get; set; } = true;
}
