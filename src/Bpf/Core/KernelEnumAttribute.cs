namespace Bpf;

/// <summary>Declares a kernel enumeration, for <c>Core.EnumValue</c> and <c>Core.EnumValueExists</c>.</summary>
/// <param name="name">Kernel name without <c>enum</c>.</param>
[AttributeUsage(AttributeTargets.Enum)]
public sealed class KernelEnumAttribute(string name) : Attribute
{
    /// <summary>Kernel name.</summary>
    public string Name { get; } = name;

    /// <summary>
    /// False turns off the comparison with the kernels that the compiler knows: for enumerations of modules and of kernels with changes of their own.
    /// </summary>
    public bool CheckAtBuild { get; set; } = true;
}
