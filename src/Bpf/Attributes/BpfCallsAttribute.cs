namespace Bpf;

/// <summary>
/// Names the function of the kernel that a method or property of the vocabulary stands for, so that the rules about the function apply there, too.
/// </summary>
/// <param name="name">Name of a helper, or of a function of the kernel (kfunc).</param>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Property)]
internal sealed class BpfCallsAttribute(string name) : Attribute
{
    /// <summary>Name of the function.</summary>
    public string Name { get; } = name;
}
