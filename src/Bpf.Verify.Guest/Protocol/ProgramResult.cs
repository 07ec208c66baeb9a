using Bpf.Cli;

namespace Bpf.Verify.Guest.Protocol;

/// <summary>What loading a program on a kernel gave.</summary>
/// <param name="Program">Name of the program.</param>
/// <param name="Section">Name of its section.</param>
/// <param name="State">The outcome.</param>
/// <param name="Error">The message of the loader; <see langword="null"/> if the program loads.</param>
/// <param name="Refusal">What the verifier said.</param>
/// <param name="VerifiedInstructions">Number of instructions that the verifier processed, if the kernel says it (5.16).</param>
internal sealed record ProgramResult(
    string Program, string Section, ProgramState State, string? Error = null, RefusalText? Refusal = null, uint? VerifiedInstructions = null)
{
    /// <summary>True for what must not happen on a kernel that the object is meant for.</summary>
    public bool IsFailure => State is ProgramState.Refused or ProgramState.Unsupported or ProgramState.Failed;
}

/// <summary>What the verifier said about a program that it refuses.</summary>
/// <param name="Report">Its parts.</param>
/// <param name="Plain">The same as text for people.</param>
/// <param name="Colored">The same for terminals.</param>
/// <param name="Log">The complete log.</param>
internal sealed record RefusalText(RefusalReport Report, string Plain, string Colored, string Log);
