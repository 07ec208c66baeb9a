using Bpf.Objects.Verifier;
using Bpf.Runtime;

namespace Bpf.Objects;

/// <summary>What the kernel's verifier said of a program: why it refused, or what the verification cost.</summary>
public sealed record VerifierReport
{
    internal VerifierReport()
    {
    }

    /// <summary>Why the verifier refused; empty when it did not, or gave no reason.</summary>
    public string Reason { get; init; } = "";

    /// <summary>Index of the instruction that it refused, subprograms counted; -1 when the refusal is not about one instruction, or there is none.</summary>
    public int Instruction { get; init; } = -1;

    /// <summary>That instruction in the verifier's notation, or empty.</summary>
    public string InstructionText { get; init; } = "";

    /// <summary>What the verifier knew of the registers before that instruction, or empty.</summary>
    public string Registers { get; init; } = "";

    /// <summary>
    /// The source line of that instruction as the log shows it, or <see langword="null"/>. Kernels before 6.9 show its text only; the file is then empty and
    /// the
    /// line 0.
    /// </summary>
    public SourceLocation? SourceLocation { get; init; }

    /// <summary>Kind of refusal; only kernels since 7.3 name it, else empty.</summary>
    public string Category { get; init; } = "";

    /// <summary>The reason in sentences, from kernels since 7.3 and where the loader knows more than the kernel says; else empty.</summary>
    public string Explanation { get; init; } = "";

    /// <summary>Advice of the kernel; only kernels since 7.3 give one, else empty.</summary>
    public string Suggestion { get; init; } = "";

    /// <summary>What the verification cost; <see langword="null"/> when the log has no statistics.</summary>
    public VerifierCost? Cost { get; init; }

    /// <summary>Reads a log of the verifier: of a refused program, or one of an accepted program that was loaded with a log level.</summary>
    /// <param name="log">The log of a kernel since 5.10; it may be cut at its beginning.</param>
    public static VerifierReport Parse(string log)
    {
        ArgumentNullException.ThrowIfNull(log);
        VerifierReport report = VerifierLogParser.Parse(log);

        // What comes last in the log of an accepted program is just where the verifier went last.
        return report.Reason.Length > 0 ? report : new VerifierReport { Cost = report.Cost };
    }
}
