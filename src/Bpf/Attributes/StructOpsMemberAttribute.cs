namespace Bpf;

/// <summary>Details of a member of a <see cref="StructOpsAttribute"/> class. Members whose name says everything do not need it.</summary>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Field)]
public sealed class StructOpsMemberAttribute : Attribute
{
    /// <summary>Names the member after the method or field: <c>SelectCpu</c> is <c>select_cpu</c>.</summary>
    public StructOpsMemberAttribute()
    {
    }

    /// <summary>Names the member.</summary>
    /// <param name="name">Name of the member in the kernel's struct.</param>
    public StructOpsMemberAttribute(string name) => Name = name;

    /// <summary>Name of the member in the kernel's struct; null when it follows from the name in C#.</summary>
    public string? Name { get; }

    /// <summary>Whether the method may sleep. The kernel allows it for some members, such as <c>init</c> of a scheduler (kernel 5.12).</summary>
    public bool Sleepable { get; set; }
}
