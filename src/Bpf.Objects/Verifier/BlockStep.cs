using System.Globalization;
using System.Text.RegularExpressions;
using Bpf.Runtime;

namespace Bpf.Objects.Verifier;

/// <summary>A place in the block that kernels since 7.3 append to a log: a line of the source, what happened there, and the instruction.</summary>
/// <param name="Location">"OnAdd @ Checks.cs:30:13", with the marked line of the source: ">>> 30 |     s_small += s_table[index];".</param>
/// <param name="Event">"branch: took the true branch of this conditional, goto followed"; empty if the block has none.</param>
/// <param name="Instruction">Index of the marked instruction, ">>> 63 | (61) r1 = *(u32 *)(r2 +0)"; -1 if there is none.</param>
/// <param name="InstructionText">The instruction.</param>
internal sealed partial record BlockStep(SourceLocation? Location, string Event, int Instruction, string InstructionText)
{
    private const string Mark = ">>> ";
    private const string EventMark = "^-- ";
    private const string Bar = " | ";

    /// <summary>The same in a sentence about the value, lock or object that the refusal is about.</summary>
    public string Text
    {
        get
        {
            int colon = Event.IndexOf(": ", StringComparison.Ordinal);
            string text = colon < 0 ? Event : Event[(colon + 2)..];
            return (colon < 0 ? "" : Event[..colon]) switch
            {
                "branch" => "the way leads through this branch",
                "acquired" => "it is acquired here",
                "invalidated" when Invalidated().Match(text) is { Success: true } invalidated => $"a value becomes invalid here: {invalidated.Groups[1].Value}",
                "update" when Changed().Match(text) is { Success: true } changed => changed.Groups[1].ValueSpan is "uninitialized value"
                    ? $"the value is made here: {changed.Groups[2].Value}" : $"{changed.Groups[1].Value} becomes {changed.Groups[2].Value} here",
                _ => text,
            };
        }
    }

    /// <summary>Returns the places below a title, which are separated by empty lines.</summary>
    public static IReadOnlyList<BlockStep> ReadAll(ReadOnlySpan<string> block, string title)
    {
        List<BlockStep> steps = [];
        int start = block.IndexOf(title) + 1;
        for (int i = start; start > 0 && i <= block.Length; i++)
        {
            bool isEnd = i == block.Length || (block[i].Length != 0 && !block[i].StartsWith(' '));
            if (!isEnd && !string.IsNullOrWhiteSpace(block[i]))
            {
                continue;
            }

            if (i > start)
            {
                steps.Add(Read(block[start..i]));
            }

            start = isEnd ? 0 : i + 1;
        }

        return steps;
    }

    private static BlockStep Read(ReadOnlySpan<string> lines)
    {
        SourceLocation? location = null;
        string happened = "";
        (int Index, string Text) instruction = (-1, "");
        bool isEvent = false;
        foreach (string line in lines)
        {
            string trimmed = line.Trim();
            if (trimmed.StartsWith('|') && trimmed[1..].TrimStart() is var marked && marked.StartsWith(EventMark, StringComparison.Ordinal))
            {
                happened = marked[EventMark.Length..].Trim();
                isEvent = true;
            }
            else if (isEvent && trimmed.StartsWith("|  ", StringComparison.Ordinal))
            {
                happened += $" {trimmed[1..].Trim()}";
            }
            else
            {
                isEvent = false;
                location ??= LocationOf(trimmed);
                if (trimmed.StartsWith(Mark, StringComparison.Ordinal) && trimmed.IndexOf(Bar, StringComparison.Ordinal) is >= 0 and var bar
                    && int.TryParse(trimmed.AsSpan(Mark.Length, bar - Mark.Length).Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out int number))
                {
                    string text = trimmed[(bar + Bar.Length)..].Trim();
                    if (text.StartsWith('('))
                    {
                        instruction = instruction.Index < 0 ? (number, text) : instruction;
                    }
                    else if (location?.Line == number)
                    {
                        location = location with { Text = text };
                    }
                }
            }
        }

        return new BlockStep(location, happened, instruction.Index, instruction.Text);
    }

    private static SourceLocation? LocationOf(string line)
        => Place().Match(line) is { Success: true } place
            && int.TryParse(place.Groups[2].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out int number)
            && int.TryParse(place.Groups[3].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out int column)
            ? new SourceLocation(place.Groups[1].Value, number, column, "") : null;

    // "OnAdd @ Checks.cs:30:13"
    [GeneratedRegex(@"^\S+ @ (.+):(\d+):(\d+)$")]
    private static partial Regex Place();

    [GeneratedRegex(@"^(?:R\d+|stack slot \S+) changed from (.+?) to (.+)$")]
    private static partial Regex Changed();

    [GeneratedRegex(@"^(?:R\d+|stack slot \S+): (.+?)(?:; previous value was .*)?$")]
    private static partial Regex Invalidated();
}
