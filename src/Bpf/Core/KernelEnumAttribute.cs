namespace Bpf;

/// <summary>Declares a kernel enumeration, for <c>Core.EnumValue</c> and <c>Core.EnumValueExists</c>.</summary>
/// <param name="name">Kernel name without <c>enum</c>.</param>
[AttributeUsage(AttributeTargets.Enum)]
public sealed class KernelEnumAttribute(string name) : Attribute
{
    /// <summary>Kernel name.</summary>
    public string Name { get; } = name;

    /// <summary>
    /// Whether to compare the declaration with the kernels known to the compiler; set it to false for enums of modules and modified kernels.
    /// </summary>
    public bool CheckAtBuild { get; set; } = true;
}
