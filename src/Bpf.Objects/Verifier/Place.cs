namespace Bpf.Objects.Verifier;

/// <summary>The instruction a rejection refers to.</summary>
/// <param name="Instruction">Its index in the program.</param>
/// <param name="Explanation">How the program gets there, as a sentence, where more is known than the reason tells.</param>
internal readonly record struct Place(int Instruction, string? Explanation)
{
    /// <summary>What led there, with the instructions.</summary>
    public IReadOnlyList<(string Text, int Instruction)> Way { get; init; } = [];
}
