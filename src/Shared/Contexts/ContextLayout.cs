using System.Linq;

namespace Bpf.Shared;

/// <summary>A struct that the kernel passes to programs.</summary>
/// <param name="Name">Name in the kernel.</param>
/// <param name="Size">Its bytes.</param>
/// <param name="Fields">Its fields, in their order.</param>
internal sealed record ContextLayout(string Name, int Size, ContextField[] Fields)
{
    /// <summary>What messages call it.</summary>
    public string Title => Name.Contains(' ') ? Name : $"'struct {Name}'";

    /// <summary>Finds a field by its name.</summary>
    public ContextField? Find(string name) => Fields.FirstOrDefault(field => field.Name == name);

    /// <summary>Finds the field that a byte belongs to.</summary>
    public ContextField? At(long offset) => Fields.FirstOrDefault(field => offset >= field.Offset && offset < field.End);
}
