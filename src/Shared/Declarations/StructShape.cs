namespace Bpf.Shared;

/// <summary>A struct, as the rules about memory that kernel and user space share see it.</summary>
/// <param name="FullName">Name with its namespace.</param>
/// <param name="IsAutomatic">Whether the runtime may reorder its fields.</param>
/// <param name="Fields">The types of its fields.</param>
/// <typeparam name="T">What describes a type.</typeparam>
internal sealed record StructShape<T>(string FullName, bool IsAutomatic, IEnumerable<T> Fields)
    where T : class;
