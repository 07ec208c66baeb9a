namespace Bpf.Objects;

/// <summary>The cost of verifying a program, whether it was accepted or not.</summary>
/// <param name="ProcessedInstructions">Number of instructions the verifier processed, over all paths.</param>
/// <param name="Limit">Maximum number of instructions it processes: one million since kernel 5.2.</param>
/// <param name="TotalStates">Number of states it stored during the whole verification.</param>
/// <param name="PeakStates">Maximum number of states it held at the same time.</param>
/// <param name="Time">Verification time; only with log level 4, otherwise <see langword="null"/>.</param>
public sealed record VerifierCost(int ProcessedInstructions, int Limit, int TotalStates, int PeakStates, TimeSpan? Time);
