namespace Bpf.Generators.Model;

/// <summary>A BPF program.</summary>
/// <param name="Name">Name of the method and of the program.</param>
/// <param name="Handle">Class of Bpf.Runtime that represents it.</param>
/// <param name="Section">Section kind, for example <c>uprobe</c>.</param>
/// <param name="Targets">Attach targets as written in the attributes.</param>
internal sealed record ProgramModel(string Name, string Handle, string Section, EquatableArray<string> Targets);
