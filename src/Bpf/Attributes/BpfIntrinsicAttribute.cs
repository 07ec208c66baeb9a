namespace Bpf;

/// <summary>Marks a method that the compiler replaces with its own instructions; the name selects the lowering.</summary>
/// <param name="name">Name of the lowering in the compiler's intrinsic table.</param>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Constructor)]
internal sealed class BpfIntrinsicAttribute(string name) : Attribute
{
    /// <summary>Name of the lowering.</summary>
    public string Name { get; } = name;
}
