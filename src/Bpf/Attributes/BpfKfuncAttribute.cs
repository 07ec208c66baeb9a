namespace Bpf;

/// <summary>
/// Binds a method to a kernel function that BPF programs may call (a kfunc). The loader finds it by name in the kernel's BTF. The body exists only
/// for user space and throws <see cref="BpfOnlyException"/>.
/// </summary>
/// <param name="name">Name of the kernel function.</param>
[AttributeUsage(AttributeTargets.Method)]
public sealed class BpfKfuncAttribute(string name) : Attribute
{
    /// <summary>Name of the kernel function.</summary>
    public string Name { get; } = name;

    /// <summary>Whether the object loads even if the kernel lacks the function; calls must then be guarded.</summary>
    public bool Optional { get; set; }
}
