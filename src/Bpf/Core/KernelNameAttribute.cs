namespace Bpf;

/// <summary>Kernel name of a member of a <see cref="KernelEnumAttribute"/> type; the C# name in upper snake case when absent.</summary>
/// <param name="name">Name of the enumerator in the kernel.</param>
[AttributeUsage(AttributeTargets.Field)]
public sealed class KernelNameAttribute(string name) : Attribute
{
    /// <summary>Kernel name.</summary>
    public string Name { get; } = name;
}
