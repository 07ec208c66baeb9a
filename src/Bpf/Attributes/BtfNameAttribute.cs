namespace Bpf;

/// <summary>
/// Gives a struct the name by which the kernel knows it: it finds locks and timers in map values, and contexts among the parameters of global functions,
/// by their type in BTF.
/// </summary>
/// <param name="name">Name of the C struct.</param>
[AttributeUsage(AttributeTargets.Struct)]
internal sealed class BtfNameAttribute(string name) : Attribute
{
    /// <summary>Name of the C struct.</summary>
    public string Name { get; } = name;
}
