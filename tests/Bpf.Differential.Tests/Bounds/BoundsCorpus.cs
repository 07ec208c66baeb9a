using System.Text;

namespace Bpf.Differential.Tests.Bounds;

/// <summary>The methods of the table, a class for each type.</summary>
internal static class BoundsCorpus
{
    private const string Head = """
        using System;

        [System.Runtime.CompilerServices.InlineArray(16)]
        public struct Field { private long _element; }

        public static class Corpus
        {
            private static readonly int[] s_table = [11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26];
            private static readonly long[] s_wide = [101, 102, 103, 104, 105, 106, 107, 108, 109, 110, 111, 112, 113, 114, 115, 116];
            private static Field s_field;

        """;

    public static string Write(IndexType type)
    {
        StringBuilder source = new(Head);
        foreach (AccessForm access in BoundsTable.Accesses.Where(access => type.IsSigned || access.Lowest >= 0))
        {
            IndexRange range = new(type, access.Lowest, access.Highest);
            foreach (CheckForm check in BoundsTable.Checks.Where(check => check.Fits(range)))
            {
                source.Append($"    public static long {check.Name}{access.Name}(long a, long b) {{ {type.Keyword} n = {type.Value}; {check.Write(range, access.Text)} }}\n");
            }
        }

        return source.Append("}\n").ToString();
    }
}
