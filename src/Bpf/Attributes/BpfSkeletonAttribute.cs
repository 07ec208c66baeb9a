using System.ComponentModel;

namespace Bpf;

/// <summary>
/// Written by the generator on a skeleton to list the variables it has members for. The compiler makes them part of the object and reports an error
/// if it cannot, so that a member never lacks its variable at run time.
/// </summary>
/// <param name="objectType">The class with <see cref="BpfObjectAttribute"/>.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class BpfSkeletonAttribute(Type objectType) : Attribute
{
    /// <summary>The class with <see cref="BpfObjectAttribute"/>.</summary>
    public Type ObjectType { get; } = objectType;

    /// <summary>Names of the fields and properties that are constants after load.</summary>
    public string[] Constants { get; set; } = [];

    /// <summary>Names of the fields and properties that programs and user space share as variables.</summary>
    public string[] Variables { get; set; } = [];
}
