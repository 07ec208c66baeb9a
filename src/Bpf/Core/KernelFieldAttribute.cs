namespace Bpf;

/// <summary>Kernel name of a field of a <see cref="KernelStructAttribute"/> type; the C# name in snake case when absent.</summary>
/// <param name="name">Name of the field in the kernel.</param>
[AttributeUsage(AttributeTargets.Field)]
public sealed class KernelFieldAttribute(string name) : Attribute
{
    /// <summary>Kernel name.</summary>
    public string Name { get; } = name;

    /// <summary>Number of bits when the field is a bit-field; 0 otherwise. Read it with <c>Core.ReadBits</c>.</summary>
    public int Bits { get; set; }
}
