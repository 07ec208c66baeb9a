namespace Bpf.Generators.Model;

/// <summary>A global variable of the BPF object.</summary>
/// <param name="Name">Name of the field or property, and of the variable.</param>
/// <param name="Section">ELF section.</param>
/// <param name="Accessibility">Accessibility keyword of the member.</param>
/// <param name="Type">The type as source text; for an array that of the elements.</param>
/// <param name="Shape">What the member gives.</param>
internal sealed record GlobalModel(string Name, string Section, string Accessibility, string Type, GlobalShape Shape);
