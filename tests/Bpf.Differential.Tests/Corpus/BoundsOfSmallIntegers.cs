using System;

// As in Bounds.cs, of integers that are extended with their sign.
public static class Corpus
{
    private static readonly int[] s_table = [11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26];
    private static readonly long[] s_wide = [101, 102, 103, 104, 105, 106, 107, 108, 109, 110, 111, 112, 113, 114, 115, 116];

    public static long SByteTable(long a, long b)
    {
        sbyte n=(sbyte)a;
        if (n is < 1 or > 9)
            return -1;
        return s_table[n] + (b == 7 ? s_wide[n] : 0);
    }

    public static long SByteStack(long a, long b)
    {
        sbyte n=(sbyte)a;
        if (n is < 1 or > 9)
            return -1;
        Span<uint> span = stackalloc uint[16];
        span.Clear();
        span[(int)(n)] = (uint)b;
        span[3] += 5;
        return span[(int)(b & 15)];
    }

    public static long ShortTable(long a, long b)
    {
        short n=(short)a;
        if (n is < 3 or > 9)
            return -1;
        return s_table[n] + (b == 7 ? s_wide[n] : 0);
    }

    public static long ShortStack(long a, long b)
    {
        short n=(short)a;
        if (n is < 3 or > 9)
            return -1;
        Span<uint> span = stackalloc uint[16];
        span.Clear();
        span[(int)(n)] = (uint)b;
        span[3] += 5;
        return span[(int)(b & 15)];
    }
}
