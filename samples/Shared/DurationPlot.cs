using Spectre.Console;

namespace Samples;

/// <summary>A histogram of durations as text: one line for each power of two of nanoseconds.</summary>
internal static class DurationPlot
{
    private const int BarWidth = 40;

    /// <summary>Draws buckets; bucket n counts durations from 2^n up to but not including 2^(n+1) nanoseconds.</summary>
    public static Table Draw(string title, ReadOnlySpan<ulong> buckets)
    {
        Table table = new Table().Title(title);
        table.AddColumn("from", column => column.RightAligned()).AddColumn("below", column => column.RightAligned());
        table.AddColumn("count", column => column.RightAligned()).AddColumn("");
        int first = buckets.IndexOfAnyExcept(0UL);
        int last = buckets.LastIndexOfAnyExcept(0UL);
        ulong highest = 1;
        foreach (ulong count in buckets)
        {
            highest = Math.Max(highest, count);
        }

        for (int i = Math.Max(first, 0); i <= last; i++)
        {
            int length = (int)(buckets[i] * BarWidth / highest);
            string bar = length == 0 && buckets[i] > 0 ? "▏" : new string('█', length);
            table.AddRow(new Text(Duration(1UL << i)), new Text(Duration(2UL << i)), new Text($"{buckets[i]:N0}"), new Text(bar));
        }

        return table;
    }

    /// <summary>A duration with three digits and a fitting unit.</summary>
    public static string Duration(ulong nanoseconds) => nanoseconds switch
    {
        < 1_000 => $"{nanoseconds} ns",
        < 1_000_000 => $"{nanoseconds / 1e3:G3} µs",
        < 1_000_000_000 => $"{nanoseconds / 1e6:G3} ms",
        _ => $"{nanoseconds / 1e9:G3} s",
    };
}
