namespace Bpf.Generators.Model;

/// <summary>A table of functions for the kernel.</summary>
/// <param name="Name">Name of the class and of the table in the object.</param>
/// <param name="Structure">The kernel's name of the struct.</param>
/// <param name="Programs">Names of its programs in the object.</param>
/// <param name="Settings">Its numbers and texts.</param>
internal sealed record StructOpsModel(string Name, string Structure, EquatableArray<string> Programs, EquatableArray<StructOpsSettingModel> Settings);
