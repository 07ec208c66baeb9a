namespace Bpf.Runtime.Attach.Symbols;

/// <summary>Suggests existing names for one that does not exist.</summary>
internal static class NearNames
{
    private const int Limit = 5;

    /// <summary>Returns the names closest to <paramref name="wanted"/>, nearest first; none when nothing is close.</summary>
    public static string[] Of(string wanted, IEnumerable<string> names)
    {
        int tolerance = Math.Max(1, wanted.Length / 3);
        return
        [
            .. names.Distinct()
                .Where(name => Math.Abs(name.Length - wanted.Length) <= tolerance || name.Contains(wanted, StringComparison.OrdinalIgnoreCase))
                .Select(name => (Name: name, Distance: Distance(wanted, name)))
                .Where(pair => pair.Distance <= tolerance || pair.Name.Contains(wanted, StringComparison.OrdinalIgnoreCase))
                .OrderBy(pair => pair.Distance)
                .ThenBy(pair => pair.Name, StringComparer.Ordinal)
                .Take(Limit)
                .Select(pair => pair.Name),
        ];
    }

    // Levenshtein distance with one row of memory.
    private static int Distance(string a, string b)
    {
        Span<int> row = b.Length < 256 ? stackalloc int[b.Length + 1] : new int[b.Length + 1];
        for (int j = 0; j <= b.Length; j++)
        {
            row[j] = j;
        }

        for (int i = 1; i <= a.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.Length; j++)
            {
                int above = row[j];
                row[j] = Math.Min(Math.Min(above, row[j - 1]) + 1, diagonal + (a[i - 1] == b[j - 1] ? 0 : 1));
                diagonal = above;
            }
        }

        return row[b.Length];
    }
}
