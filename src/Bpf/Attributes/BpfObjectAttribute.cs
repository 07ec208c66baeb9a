namespace Bpf;

/// <summary>
/// Turns a static class into one BPF object: annotated methods become programs, <see cref="BpfMapAttribute"/> fields become maps, other static fields
/// become global variables. The build writes one BPF ELF file and one skeleton class per annotated class.
/// </summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class BpfObjectAttribute : Attribute
{
    /// <summary>
    /// License string of all programs in the class, at most 63 ASCII characters. The kernel lets a program call helpers marked GPL-only if this is a
    /// GPL-compatible string such as <c>"GPL"</c> or <c>"Dual MIT/GPL"</c> (<c>license_is_gpl_compatible</c>, include/linux/license.h). Empty by
    /// default.
    /// </summary>
    public string License { get; set; } = "";

    /// <summary>Name of the object as shown by the loader and the kernel; the class name when null.</summary>
    public string? Name { get; set; }
}
