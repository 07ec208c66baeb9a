namespace Bpf.Generators.Model;

/// <summary>A number or text in a table of functions for the kernel.</summary>
/// <param name="Name">Name of the field.</param>
/// <param name="Member">The kernel's name of the member.</param>
/// <param name="Type">The type as source text: <c>string</c> for a text, otherwise an integer type.</param>
internal sealed record StructOpsSettingModel(string Name, string Member, string Type);
