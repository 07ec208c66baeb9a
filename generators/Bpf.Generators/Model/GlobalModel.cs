namespace Bpf.Generators.Model;

/// <summary>A global variable of the BPF object.</summary>
/// <param name="Name">Name of the field or property.</param>
/// <param name="ObjectName">Name of the variable in the object.</param>
/// <param name="IsFrozen">Whether it is constant after load.</param>
/// <param name="Accessibility">Accessibility keyword of the member.</param>
/// <param name="Type">The type as source text; for an array, the element type.</param>
/// <param name="IsArray">Whether it is an array.</param>
internal sealed record GlobalModel(string Name, string ObjectName, bool IsFrozen, string Accessibility, string Type, bool IsArray);
