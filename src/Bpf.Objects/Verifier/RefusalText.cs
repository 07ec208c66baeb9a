using System.Globalization;
using Bpf.Runtime;

namespace Bpf.Objects.Verifier;

/// <summary>
/// Renders reports the way compilers show errors: what is wrong, the line with a mark below the place, the way that led there, and what to write instead.
/// </summary>
internal static class RefusalText
{
    private const string Arrow = "--> ";

    /// <summary>Renders a report.</summary>
    /// <param name="report">The report of a refused program.</param>
    /// <param name="hasColors">True for the color codes of terminals.</param>
    /// <param name="hasReason">False to leave the kernel's own words out, when the reader has them already.</param>
    /// <returns>Lines separated by a line feed.</returns>
    public static string Render(VerifierReport report, bool hasColors, bool hasReason)
    {
        StyledText text = new(hasColors);
        string reason = report.Reason.Length == 0 ? "The verifier gave no reason" : report.Reason;
        text.Add("error", TextStyle.Error).Add($": {(report.Explanation.Length == 0 ? reason : report.Explanation)}", TextStyle.Strong);
        int width = WidthOfNumbers(report);
        if (report.SourceLocation is { } location)
        {
            Place(text, location, width, TextStyle.Error);
        }

        foreach (VerifierNote note in report.Notes)
        {
            text.Line().Add("note", TextStyle.Advice).Add($": {note.Text}");
            if (note.Location is { } place)
            {
                Place(text, place, width, TextStyle.Frame);
            }
        }

        if (hasReason && report.Explanation.Length != 0 && report.Reason.Length != 0)
        {
            Detail(text, width, "kernel", report.Reason);
        }

        if (report.Instruction >= 0)
        {
            Detail(text, width, $"instruction {report.Instruction}", report.InstructionText);
        }

        if (report.Registers.Length != 0)
        {
            Detail(text, width, "registers", report.Registers);
        }

        if (report.Suggestion.Length != 0)
        {
            text.Line().Add("help", TextStyle.Advice).Add($": {report.Suggestion}");
        }

        return text.ToString();
    }

    /// <summary>Renders a report as one line in the form that build tools and editors link to.</summary>
    /// <param name="report">The report of a refused program.</param>
    /// <param name="code">Id of the error.</param>
    /// <param name="subject">What was refused; it precedes the explanation, and stands for the file if the line is unknown.</param>
    public static string Build(VerifierReport report, string code, string subject)
    {
        string place = report.SourceLocation is { Line: > 0 } location ? location.ToString() : subject;
        string reason = report.Reason.TrimEnd('.');
        string explanation = report.Explanation.Length == 0 ? $"{reason}." : $"{report.Explanation} [{reason}]";
        string suggestion = report.Suggestion.Length == 0 ? "" : $" {report.Suggestion}";
        return new StyledText(hasColors: false).Add($"{place}: error {code}: {subject}: {explanation}{suggestion}").ToString();
    }

    private static int WidthOfNumbers(VerifierReport report)
        => report.Notes.Select(static note => note.Location).Append(report.SourceLocation)
            .Max(static location => (location?.Line ?? 0).ToString(CultureInfo.InvariantCulture).Length);

    private static void Detail(StyledText text, int width, string name, string value)
        => text.Line().Add(new string(' ', width)).Add(" = ", TextStyle.Frame).Add($"{name}: {value}");

    // " --> Tool.cs:14:5", the line, and a mark below the column.
    private static void Place(StyledText text, SourceLocation location, int width, TextStyle mark)
    {
        string margin = new(' ', width);
        if (location.Line > 0)
        {
            string column = location.Column > 0 ? $":{location.Column}" : "";
            text.Line().Add(margin).Add(Arrow, TextStyle.Frame).Add($"{location.File}:{location.Line}{column}");
        }

        if (location.Text.Length == 0)
        {
            return;
        }

        string number = location.Line > 0 ? location.Line.ToString(CultureInfo.InvariantCulture) : "";
        text.Line().Add(margin).Add(" |", TextStyle.Frame);
        text.Line().Add(number.PadLeft(width)).Add(" | ", TextStyle.Frame).Add(location.Text.Replace('\t', ' '));
        if (location.MarkedColumns is (var start, var length))
        {
            text.Line().Add(margin).Add(" | ", TextStyle.Frame).Add(new string(' ', start)).Add(new string('^', length), mark);
        }
    }
}
