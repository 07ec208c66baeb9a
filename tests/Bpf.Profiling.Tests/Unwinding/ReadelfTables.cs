using System.Globalization;
using System.Text.RegularExpressions;

namespace Bpf.Profiling.Tests.Unwinding;

/// <summary>The frame descriptions of a file as <c>readelf --debug-dump=frames-interp</c> prints them.</summary>
internal static partial class ReadelfTables
{
    /// <summary>A function.</summary>
    /// <param name="Section">The section of its description.</param>
    /// <param name="Position">Position of the description in the section.</param>
    /// <param name="Start">First address.</param>
    /// <param name="End">Address one past the last.</param>
    /// <param name="Columns">Names of the columns after CFA.</param>
    /// <param name="Rows">Location, CFA and columns of each row; none when the function has only what its CIE says.</param>
    public sealed record Function(string Section, ulong Position, ulong Start, ulong End, string[] Columns, List<(ulong Location, string[] Cells)> Rows);

    public static IEnumerable<Function> Parse(StreamReader output)
    {
        string section = "";
        Function? function = null;
        string[] columns = [];
        while (output.ReadLine() is { } line)
        {
            if (SectionLine().Match(line) is { Success: true } contents)
            {
                section = contents.Groups[1].Value;
            }
            else if (FunctionLine().Match(line) is { Success: true } header)
            {
                if (function is not null)
                {
                    yield return function;
                }

                function = new(section, Hex(header.Groups[1].Value), Hex(header.Groups[2].Value), Hex(header.Groups[3].Value), [], []);
            }
            else if (line.Contains(" CIE ", StringComparison.Ordinal) || line.Contains("ZERO terminator", StringComparison.Ordinal))
            {
                if (function is not null)
                {
                    yield return function;
                }

                function = null;
            }
            else if (line.StartsWith("   LOC ", StringComparison.Ordinal))
            {
                columns = line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[2..];
                function = function is null ? null : function with { Columns = columns };
            }
            else if (function is not null && RowLine().IsMatch(line))
            {
                string[] cells = RegisterCell().Replace(line, "$1").Split(' ', StringSplitOptions.RemoveEmptyEntries);
                function.Rows.Add((Hex(cells[0]), cells[1..]));
            }
        }

        if (function is not null)
        {
            yield return function;
        }
    }

    private static ulong Hex(string digits) => ulong.Parse(digits, NumberStyles.HexNumber, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^Contents of the (\S+) section")]
    private static partial Regex SectionLine();

    [GeneratedRegex(@"^([0-9a-f]{8,}) [0-9a-f]+ [0-9a-f]+ FDE .*pc=([0-9a-f]+)\.\.([0-9a-f]+)")]
    private static partial Regex FunctionLine();

    // A register is printed with its number and its name.
    [GeneratedRegex(@"r\d+ \((\w+)\)")]
    private static partial Regex RegisterCell();

    [GeneratedRegex(@"^[0-9a-f]{16} \S")]
    private static partial Regex RowLine();
}
