namespace Bpf;

/// <summary>
/// Binds a method to a kernel function that BPF programs may call (a kfunc). The loader finds it by name in the kernel's BTF. The body serves
/// user space only and throws <see cref="BpfOnlyException"/>.
/// </summary>
/// <param name="name">Name of the kernel function.</param>
[AttributeUsage(AttributeTargets.Method)]
public sealed class BpfKfuncAttribute(string name) : Attribute
{
    /// <summary>Name of the kernel function.</summary>
    public string Name { get; } = name;

    /// <summary>The object loads even where the kernel lacks the function; a call must then be guarded.</summary>
    public bool Optional { get; set; }
}
