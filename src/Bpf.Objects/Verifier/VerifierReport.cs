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

    /// <summary>What the refusal is about; <see cref="Parse"/> leaves it unknown, as the table of messages is applied when loading fails.</summary>
    public RefusalClass Class { get; init; }

    /// <summary>
    /// The way that led to the refusal, as far as it is certain: where a value came from, where a check was lost, where an object was acquired.
    /// </summary>
    public IReadOnlyList<VerifierNote> Notes { get; init; } = [];

    /// <summary>What the kernel says of the way that led to the refusal; only kernels since 7.3 do.</summary>
    internal IReadOnlyList<BlockStep> CausalPath { get; init; } = [];

    /// <summary>Verification cost; <see langword="null"/> when the log has no statistics.</summary>
    public VerifierCost? Cost { get; init; }

    /// <summary>Parses a verifier log of a rejected program, or of an accepted program loaded with a log level.</summary>
    /// <param name="log">The log of a kernel since 5.10; its beginning may be cut off.</param>
    public static VerifierReport Parse(string log)
    {
        ArgumentNullException.ThrowIfNull(log);
        VerifierReport report = VerifierLogParser.Parse(log);

        // For an accepted program, the end of the log is just where the verifier finished.
        return report.Reason.Length == 0 ? new VerifierReport { Cost = report.Cost }
            : report with
            {
                Notes = [.. report.CausalPath.Where(static step => step is { Event.Length: > 0, Location: not null })
                    .Select(static step => new VerifierNote(step.Text, step.Location)).Distinct()],
            };
    }

    /// <summary>
    /// Renders the report the way compilers show errors: what is wrong, the source line with a mark below the place, the notes with their lines, the
    /// kernel's own words, and what to write instead. Control characters in names and lines are escaped.
    /// </summary>
    /// <param name="colors">True for the color codes of terminals.</param>
    /// <returns>Lines separated by a line feed, without one at the end.</returns>
    public string Render(bool colors = false) => RefusalText.Render(this, colors, hasReason: true);

    /// <summary>Renders the report as one line in the form of build tools, which editors link to: <c>file(line,column): error CODE: …</c>.</summary>
    /// <param name="code">Id of the error.</param>
    /// <param name="subject">What was refused, such as <c>program 'OnOpen' on Linux 5.10</c>. It precedes the explanation, and stands for the file if
    /// the line is unknown.</param>
    public string ToBuildError(string code, string subject)
    {
        ArgumentNullException.ThrowIfNull(code);
        ArgumentNullException.ThrowIfNull(subject);
        return RefusalText.Build(this, code, subject);
    }
}
