namespace Bpf.Objects;

/// <summary>What the verification of a program cost, whether it was accepted or not.</summary>
/// <param name="ProcessedInstructions">Instructions that the verifier went through, over all paths.</param>
/// <param name="Limit">How many it goes through at most: a million since kernel 5.2.</param>
/// <param name="TotalStates">States that it kept, over the whole verification.</param>
/// <param name="PeakStates">States that it kept at the same time.</param>
/// <param name="Time">Time it took; only with log level 4, else <see langword="null"/>.</param>
public sealed record VerifierCost(int ProcessedInstructions, int Limit, int TotalStates, int PeakStates, TimeSpan? Time);
