namespace Bpf.Differential.Tests.Bounds;

/// <summary>What is done with a checked <c>n</c>.</summary>
/// <param name="Name">Suffix of the method names.</param>
/// <param name="Lowest">Lowest <c>n</c> that stays in the object.</param>
/// <param name="Highest">Highest such <c>n</c>.</param>
/// <param name="Text">C# that returns a value computed from <c>n</c> and <c>b</c>.</param>
internal sealed record AccessForm(string Name, int Lowest, int Highest, string Text);
