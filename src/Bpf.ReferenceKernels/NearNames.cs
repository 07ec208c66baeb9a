namespace Bpf.ReferenceKernels;

/// <summary>Finds similar names for "did you mean" suggestions.</summary>
internal static class NearNames
{
    private const int Most = 3;

    /// <summary>Returns up to three names a few edits away, nearest first; up to a third of the letters may differ.</summary>
    public static IReadOnlyList<string> Of(string name, IEnumerable<string> names) => Of(name, names, Math.Max(1, name.Length / 3));

    /// <summary>Returns up to three names that are at most a number of edits away, nearest first.</summary>
    public static IReadOnlyList<string> Of(string name, IEnumerable<string> names, int limit)
        =>
        [
            .. names.Distinct()
                .Where(candidate => Math.Abs(candidate.Length - name.Length) <= limit)
                .Select(candidate => (Name: candidate, Distance: Distance(name, candidate)))
                .Where(near => near.Distance <= limit)
                .OrderBy(near => near.Distance).ThenBy(near => near.Name, StringComparer.Ordinal)
                .Take(Most).Select(near => near.Name),
        ];

    /// <summary>Returns the number of insertions, deletions, substitutions and transpositions between two names (optimal string alignment).</summary>
    private static int Distance(string from, string to)
    {
        int width = to.Length + 1;
        Span<int> before = new int[width];
        Span<int> last = new int[width];
        Span<int> row = new int[width];
        for (int i = 0; i < width; i++)
        {
            last[i] = i;
        }

        for (int i = 1; i <= from.Length; i++)
        {
            row[0] = i;
            for (int k = 1; k < width; k++)
            {
                int exchange = last[k - 1] + (from[i - 1] == to[k - 1] ? 0 : 1);
                row[k] = Math.Min(exchange, Math.Min(last[k], row[k - 1]) + 1);
                if (i > 1 && k > 1 && from[i - 1] == to[k - 2] && from[i - 2] == to[k - 1])
                {
                    row[k] = Math.Min(row[k], before[k - 2] + 1);
                }
            }

            Span<int> free = before;
            before = last;
            last = row;
            row = free;
        }

        return last[to.Length];
    }
}
