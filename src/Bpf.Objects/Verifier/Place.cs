namespace Bpf.Objects.Verifier;

/// <summary>The instruction that a refusal is about.</summary>
/// <param name="Instruction">Its index in the program.</param>
/// <param name="Explanation">What leads to it, as a sentence, where more is known than the reason says.</param>
internal readonly record struct Place(int Instruction, string? Explanation);
