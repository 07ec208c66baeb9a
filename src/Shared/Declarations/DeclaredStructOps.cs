namespace Bpf.Shared;

/// <summary>A class with <c>[StructOps]</c>.</summary>
/// <param name="Name">Name of the class, also of the table in the object.</param>
/// <param name="Structure">The kernel's name of the struct.</param>
/// <param name="TableName">The name in the attribute; null for none.</param>
internal sealed record DeclaredStructOps(string Name, string Structure, string? TableName)
{
    /// <summary>What is wrong with the class itself; null for nothing.</summary>
    public string? ClassFault { get; init; }

    /// <summary>Its methods and fields.</summary>
    public IReadOnlyList<DeclaredStructOpsMember> Members { get; init; } = [];
}
