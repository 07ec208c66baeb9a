using System.ComponentModel;

namespace Bpf;

/// <summary>
/// The generator writes it on a skeleton: in which section its members look for the variables of the BPF class. The compiler puts them there, and gives an
/// error
/// where it cannot, so that a member never misses its variable at run time.
/// </summary>
/// <param name="objectType">The class with <see cref="BpfObjectAttribute"/>.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class BpfSkeletonAttribute(Type objectType) : Attribute
{
    /// <summary>The class with <see cref="BpfObjectAttribute"/>.</summary>
    public Type ObjectType { get; } = objectType;

    /// <summary>Names of the variables in <c>.rodata</c>.</summary>
    public string[] Rodata { get; set; } = [];

    /// <summary>Names of the variables in <c>.data</c>.</summary>
    public string[] Data { get; set; } = [];

    /// <summary>Names of the variables in <c>.bss</c>.</summary>
    public string[] Bss { get; set; } = [];
}
