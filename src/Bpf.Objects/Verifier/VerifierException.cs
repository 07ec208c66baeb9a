using Bpf.Objects;
using Bpf.Objects.Verifier;

namespace Bpf.Runtime;

/// <summary>
/// The kernel's verifier rejected a program. The message contains the reason and the source line; <see cref="Log"/> has the complete log.
/// </summary>
public sealed class VerifierException : BpfException
{
    internal VerifierException(ErrorSubject program, Errno errno, string log, VerifierReport report)
        : base("load program", program, errno, Compose(report))
    {
        Log = log;
        Report = report;
    }

    /// <summary>The complete verifier log.</summary>
    public string Log { get; }

    /// <summary>The parsed log; the source line comes from the object's line information.</summary>
    public VerifierReport Report { get; }

    /// <inheritdoc cref="VerifierReport.Reason"/>
    public string Reason => Report.Reason;

    /// <inheritdoc cref="VerifierReport.Instruction"/>
    public int Instruction => Report.Instruction;

    /// <inheritdoc cref="VerifierReport.InstructionText"/>
    public string InstructionText => Report.InstructionText;

    /// <inheritdoc cref="VerifierReport.Registers"/>
    public string Registers => Report.Registers;

    /// <summary>
    /// Source location of the culprit: of that instruction, of the beginning of what is not released or ended, or of the start of the program when the
    /// rejection does not concern one instruction;
    /// <see langword="null"/> when the object has no line information.
    /// </summary>
    public SourceLocation? SourceLocation => Report.SourceLocation;

    /// <inheritdoc cref="VerifierReport.Category"/>
    public string Category => Report.Category;

    /// <inheritdoc cref="VerifierReport.Class"/>
    public RefusalClass Class => Report.Class;

    /// <inheritdoc cref="VerifierReport.Notes"/>
    public IReadOnlyList<VerifierNote> Notes => Report.Notes;

    /// <inheritdoc cref="VerifierReport.Explanation"/>
    public string Explanation => Report.Explanation;

    /// <inheritdoc cref="VerifierReport.Suggestion"/>
    public string Suggestion => Report.Suggestion;

    /// <summary>Renders the refusal the way compilers show errors, as <see cref="VerifierReport.Render"/> does.</summary>
    /// <param name="colors">True for the color codes of terminals.</param>
    public string Render(bool colors = false) => Report.Render(colors);

    private static string Compose(VerifierReport report)
    {
        string reason = report.Reason.Length == 0 ? "The verifier gave no reason" : report.Reason.TrimEnd('.');
        return $"{reason}.\n{RefusalText.Render(report, hasColors: false, hasReason: false)}";
    }
}
