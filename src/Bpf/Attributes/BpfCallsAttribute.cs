namespace Bpf;

/// <summary>Names the function of the kernel that a method of the vocabulary stands for, so that the rules about the function apply to the method.</summary>
/// <param name="name">Name of a helper, or of a function of the kernel (kfunc).</param>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class BpfCallsAttribute(string name) : Attribute
{
    /// <summary>Name of the function.</summary>
    public string Name { get; } = name;
}
