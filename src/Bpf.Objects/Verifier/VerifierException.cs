using System.Text;
using Bpf.Objects.Verifier;

namespace Bpf.Runtime;

/// <summary>The kernel's verifier refused a program. The message has the reason and the source line; the whole log is in <see cref="Log"/>.</summary>
public sealed class VerifierException : BpfException
{
    internal VerifierException(string program, Errno errno, string log, VerifierSummary summary, SourceLocation? source)
        : base("load program", program, errno, Compose(summary, source))
    {
        Log = log;
        Reason = summary.Reason;
        Instruction = summary.Instruction;
        InstructionText = summary.InstructionText;
        Registers = summary.Registers;
        SourceLocation = source;
        Category = summary.Category;
        Explanation = summary.Explanation;
        Suggestion = summary.Suggestion;
    }

    /// <summary>The whole log of the verifier.</summary>
    public string Log { get; }

    /// <summary>Why the verifier refused.</summary>
    public string Reason { get; }

    /// <summary>Index of the instruction that was refused, or -1 when the refusal is not about one instruction.</summary>
    public int Instruction { get; }

    /// <summary>That instruction in the verifier's notation, or empty.</summary>
    public string InstructionText { get; }

    /// <summary>What the verifier knew of the registers before that instruction, or empty.</summary>
    public string Registers { get; }

    /// <summary>
    /// Where in the source that instruction comes from, or where the program begins when the refusal is not about one instruction;
    /// <see langword="null"/> when the object has no line information.
    /// </summary>
    public SourceLocation? SourceLocation { get; }

    /// <summary>Kind of refusal; only kernels since 7.3 name it, else empty.</summary>
    public string Category { get; }

    /// <summary>The reason in sentences, from kernels since 7.3 and where the loader knows more than the kernel says; else empty.</summary>
    public string Explanation { get; }

    /// <summary>Advice of the kernel; only kernels since 7.3 give one, else empty.</summary>
    public string Suggestion { get; }

    private static string Compose(VerifierSummary summary, SourceLocation? source)
    {
        StringBuilder text = new(summary.Reason.TrimEnd('.'));
        text.Append('.');
        if (source is not null)
            text.Append($"\n  at {source}{(source.Text.Length == 0 ? "" : $": {source.Text}")}");
        if (summary.Instruction >= 0)
            text.Append($"\n  instruction {summary.Instruction}: {summary.InstructionText}");
        if (summary.Registers.Length != 0)
            text.Append($"\n  registers: {summary.Registers}");
        if (summary.Explanation.Length != 0)
            text.Append($"\n  {summary.Explanation}");
        if (summary.Suggestion.Length != 0)
            text.Append($"\n  {summary.Suggestion}");

        return text.ToString();
    }
}
