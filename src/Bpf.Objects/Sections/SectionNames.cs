namespace Bpf.Objects.Sections;

/// <summary>Suggests known section names for unknown ones.</summary>
internal static class SectionNames
{
    private const int LargestDistance = 3;

    /// <summary>Returns " (did you mean 'x'?)", or an empty string.</summary>
    public static string Suggest(string section)
    {
        string head = section.Split('/')[0];
        string? best = null;
        int bestDistance = LargestDistance + 1;
        foreach (SectionKind row in SectionTable.Rows)
        {
            int distance = Math.Min(Distance(section, row.Name), Distance(head, row.Name));
            if (distance < bestDistance)
            {
                (best, bestDistance) = (row.Name, distance);
            }
        }

        return best is null ? "" : $" (did you mean '{best}'?)";
    }

    /// <summary>Computes the number of insertions, deletions and replacements from one name to the other.</summary>
    private static int Distance(string from, string to)
    {
        int[] row = new int[to.Length + 1];
        for (int j = 0; j <= to.Length; j++)
        {
            row[j] = j;
        }

        for (int i = 1; i <= from.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= to.Length; j++)
            {
                int above = row[j];
                row[j] = Math.Min(Math.Min(row[j], row[j - 1]) + 1, diagonal + (from[i - 1] == to[j - 1] ? 0 : 1));
                diagonal = above;
            }
        }

        return row[to.Length];
    }
}
