namespace Bpf;

/// <summary>Makes a static pointer field an extern that holds the address of a kernel symbol from /proc/kallsyms (a ksym).</summary>
/// <param name="name">Name of the symbol.</param>
[AttributeUsage(AttributeTargets.Field)]
public sealed class KernelSymbolAttribute(string name) : Attribute
{
    /// <summary>Name of the symbol.</summary>
    public string Name { get; } = name;

    /// <summary>Whether a missing symbol yields null instead of an error (a weak extern).</summary>
    public bool Optional { get; set; }
}
