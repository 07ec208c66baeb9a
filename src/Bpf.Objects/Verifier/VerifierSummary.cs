namespace Bpf.Objects.Verifier;

/// <summary>What matters of a verifier log.</summary>
/// <param name="Reason">Why the verifier refused.</param>
/// <param name="Instruction">Index of the instruction it refused, or -1.</param>
/// <param name="InstructionText">The instruction as the verifier printed it, or empty.</param>
/// <param name="Registers">Register state before that instruction as the verifier printed it, or empty.</param>
/// <param name="Category">Kind of refusal, which kernels since 7.3 name; else empty.</param>
/// <param name="Explanation">The reason in sentences (since 7.3), or empty.</param>
/// <param name="Suggestion">Advice of the kernel (since 7.3), or empty.</param>
internal sealed record VerifierSummary(
    string Reason, int Instruction, string InstructionText, string Registers, string Category, string Explanation, string Suggestion);
