using System.Globalization;
using System.Text.RegularExpressions;
using Bpf.Objects.Verifier.Trace;
using Bpf.Runtime;

namespace Bpf.Objects.Verifier;

/// <summary>
/// Parses the end of a verifier log. The classic form is a trace of instructions with register states, the reason as free text, and statistics;
/// kernels since 7.3 append a block with category, reason, location, history and a suggestion.
/// </summary>
internal static partial class VerifierLogParser
{
    private const string BlockStart = "Verification failed:";
    private const int LongestReason = 4;

    public static VerifierReport Parse(string log)
    {
        // Some messages of the kernel lack the end of their line.
        string[] lines = LogLines.Of(UnendedReason().Replace(log, "\n"));
        VerifierReport classic = ParseClassic(lines) with { Cost = ParseCost(lines) };
        int block = Array.FindLastIndex(lines, static line => line.StartsWith(BlockStart, StringComparison.Ordinal));
        return block < 0 ? classic : ParseBlock(lines.AsSpan(block), classic);
    }

    // Sections with their title on a separate line, and text that is indented and wrapped.
    private static VerifierReport ParseBlock(ReadOnlySpan<string> lines, VerifierReport classic)
    {
        string explanation = Section(lines, "Reason:");
        BlockStep? place = BlockStep.ReadAll(lines, "At:") is [var first, ..] ? first : null;
        VerifierReport summary = classic with
        {
            Reason = classic.Reason.Length == 0 ? explanation : classic.Reason,
            Category = lines[0][BlockStart.Length..].Trim(),
            Explanation = explanation,
            Suggestion = Section(lines, "Suggestion:"),
            SourceLocation = place?.Location ?? classic.SourceLocation,
            CausalPath = BlockStep.ReadAll(lines, "Causal path:"),
        };
        // The rejected instruction, even when the trace ends elsewhere.
        return place is null or { Instruction: < 0 } || place.Instruction == classic.Instruction ? summary
            : summary with { Instruction = place.Instruction, InstructionText = place.InstructionText, Registers = "" };
    }

    private static string Section(ReadOnlySpan<string> lines, string title)
    {
        for (int start = 0; start < lines.Length; start++)
        {
            if (!lines[start].StartsWith(title, StringComparison.Ordinal))
            {
                continue;
            }

            List<string> text = [lines[start][title.Length..].Trim()];
            for (int i = start + 1; i < lines.Length && lines[i].StartsWith(' ') && !string.IsNullOrWhiteSpace(lines[i]); i++)
            {
                text.Add(lines[i].Trim());
            }

            return string.Join(' ', text.Where(static line => line.Length != 0));
        }

        return "";
    }

    private static VerifierReport ParseClassic(string[] lines)
    {
        int end = lines.Length;
        int block = Array.FindIndex(lines, static line => line.StartsWith(BlockStart, StringComparison.Ordinal));
        if (block >= 0)
        {
            end = block;
        }

        while (end > 0 && IsNoise(lines[end - 1]))
        {
            end--;
        }

        int last = -1;
        for (int i = end - 1; i >= 0 && last < 0; i--)
        {
            if (InstructionLine.TryRead(lines[i], out _, out _))
            {
                last = i;
            }
        }

        int first = Math.Max(last + 1, end - LongestReason);
        List<string> reason = [];
        for (int i = first; i < end; i++)
        {
            if (!IsNoise(lines[i]) && !lines[i].StartsWith(';') && !StateLine().IsMatch(lines[i]))
            {
                reason.Add(lines[i].Trim());
            }
        }

        if (reason.Count == 0 && end > 0 && last < end - 1 && !StateLine().IsMatch(lines[end - 1]))
        {
            reason.Add(lines[end - 1].Trim());
        }

        string text = string.Join(' ', reason);
        if (last < 0)
        {
            return new VerifierReport { Reason = text };
        }

        _ = InstructionLine.TryRead(lines[last], out int index, out string instruction);
        int comment = instruction.IndexOf(';');
        string shown = (comment < 0 ? instruction : instruction[..comment]).Trim();
        return new VerifierReport
        {
            Reason = text,
            Instruction = index,
            InstructionText = shown,
            Registers = RegisterStates.Before(lines, last, $"{text} {shown}"),
            SourceLocation = SourceBefore(lines, last),
        };
    }

    // "; return values[index]; @ tool.c:12" precedes the instructions of the line; before 6.9 without the location.
    private static SourceLocation? SourceBefore(string[] lines, int line)
    {
        const string Mark = "; ";
        int found = Array.FindLastIndex(lines, line, static candidate => candidate.StartsWith(Mark, StringComparison.Ordinal));
        if (found < 0)
        {
            return null;
        }

        string text = lines[found][Mark.Length..].Trim();
        Match place = SourcePlace().Match(text);
        return place.Success && int.TryParse(place.Groups[2].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out int number)
            ? new SourceLocation(place.Groups[1].Value, number, 0, text[..place.Index])
            : new SourceLocation("", 0, 0, text);
    }

    private static VerifierCost? ParseCost(string[] lines)
    {
        int index = Array.FindLastIndex(lines, static line => line.StartsWith("processed ", StringComparison.Ordinal));
        if (index < 0 || Statistics().Match(lines[index]) is not { Success: true } numbers)
        {
            return null;
        }

        int Number(int group) => int.TryParse(numbers.Groups[group].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : 0;
        string? time = Array.FindLast(lines, static line => line.StartsWith("verification time ", StringComparison.Ordinal));
        bool hasTime = long.TryParse(time?.Split(' ')[2], NumberStyles.None, CultureInfo.InvariantCulture, out long microseconds);
        return new VerifierCost(Number(1), Number(2), Number(3), Number(4), hasTime ? TimeSpan.FromMicroseconds(microseconds) : null);
    }

    private static bool IsNoise(string line)
        => string.IsNullOrWhiteSpace(line) || line.StartsWith("processed ", StringComparison.Ordinal)
            || line.StartsWith("verification time", StringComparison.Ordinal) || line.StartsWith("stack depth", StringComparison.Ordinal)
            || line.StartsWith("mark_precise:", StringComparison.Ordinal)
            // The same, before 6.4.
            || line.StartsWith("last_idx ", StringComparison.Ordinal) || line.StartsWith("regs=", StringComparison.Ordinal)
            || line.StartsWith("parent ", StringComparison.Ordinal);

    // States and paths between instructions ("from 4 to 7: safe", "cur state: R0=0"), the list of functions, and source lines with an instruction
    // number, which precede the message about them.
    [GeneratedRegex(@"^(?:\d+: |from \d+ to \d+: |(?:cur|old) state: |caller:|callee:| ?frame\d+: | R\d+|func#\d+ @\d+)")]
    private static partial Regex StateLine();

    [GeneratedRegex(@"\s+@ (.+):(\d+)$")]
    private static partial Regex SourcePlace();

    [GeneratedRegex(@"(?<!^|\n)(?=processed \d+ insns \(limit )")]
    private static partial Regex UnendedReason();

    [GeneratedRegex(@"^processed (\d+) insns \(limit (\d+)\).* total_states (\d+) peak_states (\d+)")]
    private static partial Regex Statistics();
}
