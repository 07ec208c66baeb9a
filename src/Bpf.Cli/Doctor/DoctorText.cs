namespace Bpf.Cli;

/// <summary>Formats the findings as two columns, wrapped at the width of the terminal.</summary>
/// <param name="width">Columns of the terminal.</param>
internal sealed class DoctorText(int width)
{
    private const int NameColumn = 16;
    private const int MarkColumn = 6;
    private const int Narrow = 60;
    private readonly HashSet<string> _causes = [];

    /// <summary>Returns the lines of a finding.</summary>
    public IEnumerable<string> Lines(Check check)
    {
        string mark = check.Kind == CheckKind.Capability
            ? check.State switch { CheckState.Ok => "yes", CheckState.Warning => "partly", _ => "NO" }
            : check.State == CheckState.Ok ? "" : "!";
        string head = check.Kind == CheckKind.Capability ? $"{check.Name,-12}{mark,-MarkColumn}  "
            : $"{(mark.Length == 0 ? " " : mark)} {check.Name,-NameColumn}  ";
        // On a narrow terminal the text goes below the name.
        int indent = width < Narrow ? 4 : head.Length;
        // One cause may explain many refusals; it is shown only once.
        bool isKnown = check.Cause is not null && !_causes.Add(check.Cause);
        string detail = check.Cause is null ? check.Detail : $"{check.Detail}: {(isKnown ? "the same cause" : check.Cause)}";
        List<string> texts = [.. Wrap(detail, width - indent)];
        if (check.Advice is not null && !isKnown)
        {
            texts.AddRange(Wrap(check.Advice, width - indent - 2).Select(line => "  " + line));
        }

        if (width < Narrow)
        {
            yield return head.TrimEnd();
        }

        for (int i = 0; i < texts.Count; i++)
        {
            yield return (i == 0 && width >= Narrow ? head : new string(' ', indent)) + texts[i];
        }
    }

    // Wraps at spaces; a word longer than a line stays whole, so that paths and commands can be copied.
    private static IEnumerable<string> Wrap(string text, int columns)
    {
        string line = "";
        foreach (string word in text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.Length > 0 && line.Length + 1 + word.Length > columns)
            {
                yield return line;
                line = "";
            }

            line = line.Length == 0 ? word : $"{line} {word}";
        }

        yield return line;
    }
}
