using System.Globalization;
using System.Text;

namespace Bpf;

/// <summary>A histogram as text, in lines such as <c>64 .. 127     12  ████</c>.</summary>
/// <param name="format">Writes a value; null for the number itself.</param>
/// <param name="barWidth">Characters of the longest bar.</param>
internal sealed class HistogramPlot(Func<ulong, string>? format, int barWidth)
{
    // Eighths of a character.
    private const string Parts = " ▏▎▍▌▋▊▉█";
    private readonly List<(string First, string Last, ulong Count)> _rows = [];
    private int _used;

    /// <summary>Adds the next bucket. Empty ones at both ends are left out.</summary>
    public void Add(ulong first, ulong last, ulong count)
    {
        if (count == 0 && _used == 0)
        {
            return;
        }

        _rows.Add((Text(first), last == ulong.MaxValue ? "" : Text(last), count));
        _used = count > 0 ? _rows.Count : _used;
    }

    public override string ToString()
    {
        if (_used == 0)
        {
            return "no values\n";
        }

        List<(string First, string Last, ulong Count)> rows = _rows[.._used];
        int first = rows.Max(static row => row.First.Length);
        int last = rows.Max(static row => row.Last.Length);
        ulong highest = rows.Max(static row => row.Count);
        int digits = highest.ToString(CultureInfo.InvariantCulture).Length;
        StringBuilder text = new();
        foreach ((string from, string to, ulong count) in rows)
        {
            string number = count.ToString(CultureInfo.InvariantCulture).PadLeft(digits);
            string line = $"{from.PadLeft(first)} .. {to.PadRight(last)}  {number}  {Bar(count, highest)}";
            text.Append(line.TrimEnd()).Append('\n');
        }

        return text.ToString();
    }

    private string Text(ulong value) => format?.Invoke(value) ?? value.ToString(CultureInfo.InvariantCulture);

    // A bucket that is not empty shows at least the thinnest bar.
    private string Bar(ulong count, ulong highest)
    {
        if (count == 0 || barWidth <= 0)
        {
            return "";
        }

        int eighths = Math.Max((int)Math.Round((double)count / highest * barWidth * 8), 1);
        return new string('█', eighths / 8) + (eighths % 8 == 0 ? "" : Parts[eighths % 8].ToString());
    }
}
