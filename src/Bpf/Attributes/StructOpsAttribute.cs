namespace Bpf;

/// <summary>
/// Turns a static class inside a <see cref="BpfObjectAttribute"/> class into a table of functions that the kernel calls: a struct_ops, such as a scheduler or
/// a TCP congestion control (kernel 5.6; as a link, 6.4).
/// <para>
/// Every method of the class implements the member of the kernel's struct with the same name: <c>SelectCpu</c> is <c>select_cpu</c>. Its parameters are those
/// of the member, in order; trailing ones can be left out. Constants and <c>static readonly</c> fields set numbers, flags and texts; those that the host
/// changes between Open and Load are properties of the skeleton's handle. Methods that are not members, maps and variables belong in the class around it.
/// Several of these classes are several tables, also of the same struct.
/// </para>
/// </summary>
/// <param name="type">Name of the kernel's struct, such as <c>sched_ext_ops</c> or <c>tcp_congestion_ops</c>.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class StructOpsAttribute(string type) : Attribute
{
    /// <summary>Name of the kernel's struct.</summary>
    public string Type { get; } = type;

    /// <summary>
    /// The name under which the kernel lists the table (member <c>name</c>, or <c>id</c> for a queueing discipline); the name of the class in snake case when
    /// null. Ignored for structs without a name.
    /// </summary>
    public string? Name { get; set; }

    /// <summary>
    /// Whether the table is created and registered; true by default. If false, the host can still enable it between Open and Load; until then its methods are
    /// not loaded either.
    /// </summary>
    public bool AutoLoad { get; set; } = true;
}
