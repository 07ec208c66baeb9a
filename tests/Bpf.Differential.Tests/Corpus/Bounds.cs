using Bpf.Testing;
using System;

// Checked indexes that do not fit in the table of BoundsTests.
public static class Corpus
{
    private static readonly int[] s_table = [11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26];
    private static readonly long[] s_wide = [101, 102, 103, 104, 105, 106, 107, 108, 109, 110, 111, 112, 113, 114, 115, 116];

    public static long ClampTable(long a, long b) => s_table[Math.Clamp((int)a, 2, 14)] + s_wide[Math.Min((uint)b, 15u)];

    public static long TwoChecks(long a, long b)
    {
        int n = (int)a, m = (int)b;
        if (n is < 1 or > 7 || m is < 1 or > 8)
        {
            return -1;
        }

        return s_table[n + m] + s_wide[m - 1] + s_table[n];
    }
}
