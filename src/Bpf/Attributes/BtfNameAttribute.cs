namespace Bpf;

/// <summary>
/// Gives a struct the name by which the kernel identifies it: the kernel recognizes locks and timers in map values, and contexts among the parameters
/// of global functions, by their BTF type.
/// </summary>
/// <param name="name">Name of the C struct.</param>
[AttributeUsage(AttributeTargets.Struct)]
internal sealed class BtfNameAttribute(string name) : Attribute
{
    /// <summary>Name of the C struct.</summary>
    public string Name { get; } = name;
}
