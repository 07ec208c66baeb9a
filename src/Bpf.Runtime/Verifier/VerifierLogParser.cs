using System.Globalization;

namespace Bpf.Runtime.Verifier;

/// <summary>
/// Reads the end of a verifier log. The classic form is a trace of instructions with register states, the reason in free text, and
/// statistics; kernels since 7.3 add a block that names category, reason, place and suggestion.
/// </summary>
internal static class VerifierLogParser
{
    private const string BlockStart = "Verification failed:";
    private const int LongestReason = 4;

    public static VerifierSummary Parse(string log)
    {
        string[] lines = log.Split('\n');
        VerifierSummary classic = ParseClassic(lines);
        int block = Array.FindLastIndex(lines, static line => line.StartsWith(BlockStart, StringComparison.Ordinal));
        return block < 0 ? classic : ParseBlock(lines.AsSpan(block), classic);
    }

    private static VerifierSummary ParseBlock(ReadOnlySpan<string> lines, VerifierSummary classic)
    {
        string category = lines[0][BlockStart.Length..].Trim();
        string reason = classic.Reason;
        string suggestion = "";
        int instruction = classic.Instruction;
        foreach (string line in lines)
        {
            if (Value(line, "Reason:") is { } text)
                reason = text;
            else if (Value(line, "Suggestion:") is { } advice)
                suggestion = advice;
            else if (Value(line, "At:") is { } place && FirstNumber(place) is { } number)
                instruction = number;
        }

        return classic with { Reason = reason, Category = category, Suggestion = suggestion, Instruction = instruction };
    }

    private static VerifierSummary ParseClassic(string[] lines)
    {
        int end = lines.Length;
        int block = Array.FindIndex(lines, static line => line.StartsWith(BlockStart, StringComparison.Ordinal));
        if (block >= 0)
            end = block;

        while (end > 0 && IsNoise(lines[end - 1]))
            end--;

        int last = -1;
        for (int i = end - 1; i >= 0 && last < 0; i--)
        {
            if (TryInstruction(lines[i], out _, out _))
                last = i;
        }

        int first = Math.Max(last + 1, end - LongestReason);
        List<string> reason = [];
        for (int i = first; i < end; i++)
        {
            if (!IsNoise(lines[i]) && !lines[i].StartsWith(';'))
                reason.Add(lines[i].Trim());
        }

        if (reason.Count == 0 && end > 0)
            reason.Add(lines[end - 1].Trim());

        string text = string.Join(' ', reason);
        if (last < 0)
            return new VerifierSummary(text, -1, "", "", "", "");

        _ = TryInstruction(lines[last], out int index, out string instruction);
        int comment = instruction.IndexOf(';');
        return new VerifierSummary(text, index, (comment < 0 ? instruction : instruction[..comment]).Trim(), RegistersBefore(lines, last, index), "", "");
    }

    /// <summary>
    /// The state that was printed last before an instruction: after the one before it, on a line of its own, or at a jump to it.
    /// </summary>
    private static string RegistersBefore(string[] lines, int line, int instruction)
    {
        for (int i = line - 1; i >= 0; i--)
        {
            int state = lines[i].IndexOf(TryInstruction(lines[i], out _, out _) ? "; " : ": ", StringComparison.Ordinal);
            if (state >= 0 && LooksLikeRegisters(lines[i].AsSpan(state + 2)))
                return lines[i][(state + 2)..].Trim();
            if (state >= 0 && TryInstruction(lines[i], out int other, out _) && other > instruction)
                break;
        }

        return "";
    }

    private static bool LooksLikeRegisters(ReadOnlySpan<char> text)
    {
        text = text.TrimStart();
        return text.Length > 2 && text[0] == 'R' && char.IsAsciiDigit(text[1]) && text.Contains('=');
    }

    private static bool IsNoise(string line)
        => string.IsNullOrWhiteSpace(line) || line.StartsWith("processed ", StringComparison.Ordinal)
            || line.StartsWith("verification time", StringComparison.Ordinal) || line.StartsWith("stack depth", StringComparison.Ordinal)
            || line.StartsWith("mark_precise:", StringComparison.Ordinal);

    /// <summary>Recognises "12: (61) r0 = *(u32 *)(r1 +0)".</summary>
    private static bool TryInstruction(string line, out int index, out string text)
    {
        text = "";
        index = -1;
        int colon = line.IndexOf(": (", StringComparison.Ordinal);
        if (colon <= 0 || !int.TryParse(line.AsSpan(0, colon), NumberStyles.None, CultureInfo.InvariantCulture, out index))
            return false;

        text = line[(colon + 2)..];
        return true;
    }

    private static string? Value(string line, string key)
    {
        string trimmed = line.TrimStart();
        return trimmed.StartsWith(key, StringComparison.Ordinal) ? trimmed[key.Length..].Trim() : null;
    }

    private static int? FirstNumber(string text)
    {
        int start = text.AsSpan().IndexOfAnyInRange('0', '9');
        if (start < 0)
            return null;

        int end = start;
        while (end < text.Length && char.IsAsciiDigit(text[end]))
            end++;

        return int.TryParse(text.AsSpan(start, end - start), NumberStyles.None, CultureInfo.InvariantCulture, out int value) ? value : null;
    }
}
