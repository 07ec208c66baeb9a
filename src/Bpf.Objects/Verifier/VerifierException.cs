using System.Text;
using Bpf.Objects;

namespace Bpf.Runtime;

/// <summary>The kernel's verifier refused a program. The message has the reason and the source line; the whole log is in <see cref="Log"/>.</summary>
public sealed class VerifierException : BpfException
{
    internal VerifierException(string program, Errno errno, string log, VerifierReport report)
        : base("load program", program, errno, Compose(report))
    {
        Log = log;
        Report = report;
    }

    /// <summary>The whole log of the verifier.</summary>
    public string Log { get; }

    /// <summary>What the log says, in parts; the source line is that of the object's line information.</summary>
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
    /// Where in the source that instruction comes from, or where the program begins when the refusal is not about one instruction;
    /// <see langword="null"/> when the object has no line information.
    /// </summary>
    public SourceLocation? SourceLocation => Report.SourceLocation;

    /// <inheritdoc cref="VerifierReport.Category"/>
    public string Category => Report.Category;

    /// <inheritdoc cref="VerifierReport.Explanation"/>
    public string Explanation => Report.Explanation;

    /// <inheritdoc cref="VerifierReport.Suggestion"/>
    public string Suggestion => Report.Suggestion;

    private static string Compose(VerifierReport report)
    {
        StringBuilder text = new(report.Reason.Length == 0 ? "The verifier gave no reason" : report.Reason.TrimEnd('.'));
        text.Append('.');
        if (report.SourceLocation is { } source)
        {
            text.Append($"\n  at {source}{(source.Text.Length == 0 ? "" : $": {source.Text}")}");
        }

        if (report.Instruction >= 0)
        {
            text.Append($"\n  instruction {report.Instruction}: {report.InstructionText}");
        }

        if (report.Registers.Length != 0)
        {
            text.Append($"\n  registers: {report.Registers}");
        }

        if (report.Explanation.Length != 0)
        {
            text.Append($"\n  {report.Explanation}");
        }

        if (report.Suggestion.Length != 0)
        {
            text.Append($"\n  {report.Suggestion}");
        }

        return text.ToString();
    }
}
