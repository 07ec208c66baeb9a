using Bpf.Objects.Verifier;
using Bpf.Runtime;

namespace Bpf.Objects;

/// <summary>The verifier's report on a program: why it was rejected, or what the verification cost.</summary>
public sealed record VerifierReport
{
    internal VerifierReport()
    {
    }

    /// <summary>Why the verifier rejected the program; empty when it did not, or gave no reason.</summary>
    public string Reason { get; init; } = "";

    /// <summary>
    /// Index of the rejected instruction, counting subprograms; -1 when the rejection does not concern one instruction, or there is none.
    /// </summary>
    public int Instruction { get; init; } = -1;

    /// <summary>That instruction in the verifier's notation, or empty.</summary>
    public string InstructionText { get; init; } = "";

    /// <summary>Register state before that instruction, or empty.</summary>
    public string Registers { get; init; } = "";

    /// <summary>
    /// Source line of that instruction as shown in the log, or <see langword="null"/>. Kernels before 6.9 show only its text; the file is then empty
    /// and the line 0.
    /// </summary>
    public SourceLocation? SourceLocation { get; init; }

    /// <summary>Category of the rejection; only kernels since 7.3 report it, otherwise empty.</summary>
    public string Category { get; init; } = "";

    /// <summary>
    /// What the reason means, in sentences. <see cref="Parse"/> has it from kernels since 7.3 only. When loading fails, the exception explains the messages of
    /// all kernels; empty for an unknown message, where the kernel's own words stand alone.
    /// </summary>
    public string Explanation { get; init; } = "";

    /// <summary>What to change, in the terms of the language that the program was written in; empty where <see cref="Explanation"/> is.</summary>
    public string Suggestion { get; init; } = "";

    /// <summary>Verification cost; <see langword="null"/> when the log has no statistics.</summary>
    public VerifierCost? Cost { get; init; }

    /// <summary>Parses a verifier log of a rejected program, or of an accepted program loaded with a log level.</summary>
    /// <param name="log">The log of a kernel since 5.10; its beginning may be cut off.</param>
    public static VerifierReport Parse(string log)
    {
        ArgumentNullException.ThrowIfNull(log);
        VerifierReport report = VerifierLogParser.Parse(log);

        // For an accepted program, the end of the log is just where the verifier finished.
        return report.Reason.Length > 0 ? report : new VerifierReport { Cost = report.Cost };
    }
}
