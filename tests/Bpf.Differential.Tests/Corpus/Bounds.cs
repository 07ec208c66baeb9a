using Bpf.Testing;
using System;

// Every way to check an index from both sides: what LLVM makes of them must still tell the verifier.
public static class Corpus
{
    private static readonly int[] s_table = [11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26];
    private static readonly long[] s_wide = [101, 102, 103, 104, 105, 106, 107, 108, 109, 110, 111, 112, 113, 114, 115, 116];

    public static long SignedTable(long a, long b)
    {
        int n=(int)a;
        if (n <= 0 || n > 15)
            return -1;
        return s_table[n] + (b == 7 ? s_wide[n] : 0);
    }

    public static long SignedStack(long a, long b)
    {
        int n=(int)a;
        if (n <= 0 || n > 15)
            return -1;
        Span<uint> span = stackalloc uint[16];
        span.Clear();
        span[(int)(n)] = (uint)b;
        span[3] += 5;
        return span[(int)(b & 15)];
    }

    public static long SignedFromZeroTable(long a, long b)
    {
        int n=(int)a;
        if (n < 0 || n >= 16)
            return -1;
        return s_table[n] + (b == 7 ? s_wide[n] : 0);
    }

    public static long SignedFromZeroStack(long a, long b)
    {
        int n=(int)a;
        if (n < 0 || n >= 16)
            return -1;
        Span<uint> span = stackalloc uint[16];
        span.Clear();
        span[(int)(n)] = (uint)b;
        span[3] += 5;
        return span[(int)(b & 15)];
    }

    public static long SignedLateTable(long a, long b)
    {
        int n=(int)a;
        if (n < 1)
            return -1;
        if (n >= 16)
            return -2;
        return s_table[n] + (b == 7 ? s_wide[n] : 0);
    }

    public static long SignedLateStack(long a, long b)
    {
        int n=(int)a;
        if (n < 1)
            return -1;
        if (n >= 16)
            return -2;
        Span<uint> span = stackalloc uint[16];
        span.Clear();
        span[(int)(n)] = (uint)b;
        span[3] += 5;
        return span[(int)(b & 15)];
    }

    public static long UnsignedTable(long a, long b)
    {
        uint n=(uint)a;
        if (n == 0 || n > 15)
            return -1;
        return s_table[n] + (b == 7 ? s_wide[n] : 0);
    }

    public static long UnsignedStack(long a, long b)
    {
        uint n=(uint)a;
        if (n == 0 || n > 15)
            return -1;
        Span<uint> span = stackalloc uint[16];
        span.Clear();
        span[(int)(n)] = (uint)b;
        span[3] += 5;
        return span[(int)(b & 15)];
    }

    public static long UnsignedHighTable(long a, long b)
    {
        uint n=(uint)a;
        if (n < 5 || n > 12)
            return -1;
        return s_table[n] + (b == 7 ? s_wide[n] : 0);
    }

    public static long UnsignedHighStack(long a, long b)
    {
        uint n=(uint)a;
        if (n < 5 || n > 12)
            return -1;
        Span<uint> span = stackalloc uint[16];
        span.Clear();
        span[(int)(n)] = (uint)b;
        span[3] += 5;
        return span[(int)(b & 15)];
    }

    public static long LongTable(long a, long b)
    {
        long n=a;
        if (n <= 2 || n > 12)
            return -1;
        return s_table[n] + (b == 7 ? s_wide[n] : 0);
    }

    public static long LongStack(long a, long b)
    {
        long n=a;
        if (n <= 2 || n > 12)
            return -1;
        Span<uint> span = stackalloc uint[16];
        span.Clear();
        span[(int)(n)] = (uint)b;
        span[3] += 5;
        return span[(int)(b & 15)];
    }

    public static long ULongTable(long a, long b)
    {
        ulong n=(ulong)a;
        if (n is 0 or > 15)
            return -1;
        return s_table[n] + (b == 7 ? s_wide[n] : 0);
    }

    public static long ULongStack(long a, long b)
    {
        ulong n=(ulong)a;
        if (n is 0 or > 15)
            return -1;
        Span<uint> span = stackalloc uint[16];
        span.Clear();
        span[(int)(n)] = (uint)b;
        span[3] += 5;
        return span[(int)(b & 15)];
    }

    public static long PatternTable(long a, long b)
    {
        int n=(int)a;
        if (n is not (>= 3 and < 9))
            return -1;
        return s_table[n] + (b == 7 ? s_wide[n] : 0);
    }

    public static long PatternStack(long a, long b)
    {
        int n=(int)a;
        if (n is not (>= 3 and < 9))
            return -1;
        Span<uint> span = stackalloc uint[16];
        span.Clear();
        span[(int)(n)] = (uint)b;
        span[3] += 5;
        return span[(int)(b & 15)];
    }

    public static long ShiftedTable(long a, long b)
    {
        int n=(int)a;
        if (n is not (>= 3 and < 9))
            return -1;
        return s_table[n + 2] + (b == 7 ? s_wide[n + 2] : 0);
    }

    public static long ShiftedStack(long a, long b)
    {
        int n=(int)a;
        if (n is not (>= 3 and < 9))
            return -1;
        Span<uint> span = stackalloc uint[16];
        span.Clear();
        span[(int)(n + 2)] = (uint)b;
        span[3] += 5;
        return span[(int)(b & 15)];
    }

    public static long ScaledTable(long a, long b)
    {
        int n=(int)a;
        if (n is < 1 or > 7)
            return -1;
        return s_table[n * 2 + 1] + (b == 7 ? s_wide[n * 2 + 1] : 0);
    }

    public static long ScaledStack(long a, long b)
    {
        int n=(int)a;
        if (n is < 1 or > 7)
            return -1;
        Span<uint> span = stackalloc uint[16];
        span.Clear();
        span[(int)(n * 2 + 1)] = (uint)b;
        span[3] += 5;
        return span[(int)(b & 15)];
    }

    public static long NegativeTable(long a, long b)
    {
        int n=(int)a;
        if (n is < -8 or > 7)
            return -1;
        return s_table[n + 8] + (b == 7 ? s_wide[n + 8] : 0);
    }

    public static long NegativeStack(long a, long b)
    {
        int n=(int)a;
        if (n is < -8 or > 7)
            return -1;
        Span<uint> span = stackalloc uint[16];
        span.Clear();
        span[(int)(n + 8)] = (uint)b;
        span[3] += 5;
        return span[(int)(b & 15)];
    }

    public static long ByteTable(long a, long b)
    {
        byte n=(byte)a;
        if (n is < 3 or > 9)
            return -1;
        return s_table[n] + (b == 7 ? s_wide[n] : 0);
    }

    public static long ByteStack(long a, long b)
    {
        byte n=(byte)a;
        if (n is < 3 or > 9)
            return -1;
        Span<uint> span = stackalloc uint[16];
        span.Clear();
        span[(int)(n)] = (uint)b;
        span[3] += 5;
        return span[(int)(b & 15)];
    }

    public static long UShortTable(long a, long b)
    {
        ushort n=(ushort)a;
        if (n is < 3 or > 9)
            return -1;
        return s_table[n] + (b == 7 ? s_wide[n] : 0);
    }

    public static long UShortStack(long a, long b)
    {
        ushort n=(ushort)a;
        if (n is < 3 or > 9)
            return -1;
        Span<uint> span = stackalloc uint[16];
        span.Clear();
        span[(int)(n)] = (uint)b;
        span[3] += 5;
        return span[(int)(b & 15)];
    }

    public static long CharTable(long a, long b)
    {
        char n=(char)a;
        if (n is < '\x02' or > '\x0e')
            return -1;
        return s_table[n] + (b == 7 ? s_wide[n] : 0);
    }

    public static long CharStack(long a, long b)
    {
        char n=(char)a;
        if (n is < '\x02' or > '\x0e')
            return -1;
        Span<uint> span = stackalloc uint[16];
        span.Clear();
        span[(int)(n)] = (uint)b;
        span[3] += 5;
        return span[(int)(b & 15)];
    }

    public static long DifferenceTable(long a, long b)
    {
        int n=(int)a - (int)b;
        if (n is < 1 or > 15)
            return -1;
        return s_table[n] + (b == 7 ? s_wide[n] : 0);
    }

    public static long DifferenceStack(long a, long b)
    {
        int n=(int)a - (int)b;
        if (n is < 1 or > 15)
            return -1;
        Span<uint> span = stackalloc uint[16];
        span.Clear();
        span[(int)(n)] = (uint)b;
        span[3] += 5;
        return span[(int)(b & 15)];
    }

    public static long WideTable(long a, long b)
    {
        long n=a - b;
        if (n is < 1 or > 15)
            return -1;
        return s_table[n] + (b == 7 ? s_wide[n] : 0);
    }

    public static long WideStack(long a, long b)
    {
        long n=a - b;
        if (n is < 1 or > 15)
            return -1;
        Span<uint> span = stackalloc uint[16];
        span.Clear();
        span[(int)(n)] = (uint)b;
        span[3] += 5;
        return span[(int)(b & 15)];
    }

    public static long RotatedTable(long a, long b)
    {
        uint n=(uint)a;
        if (n - 7 >= 9)
            return -1;
        return s_table[n] + (b == 7 ? s_wide[n] : 0);
    }

    public static long RotatedStack(long a, long b)
    {
        uint n=(uint)a;
        if (n - 7 >= 9)
            return -1;
        Span<uint> span = stackalloc uint[16];
        span.Clear();
        span[(int)(n)] = (uint)b;
        span[3] += 5;
        return span[(int)(b & 15)];
    }

    public static long SwitchTable(long a, long b)
    {
        switch ((uint)a)
        {
            case 3 or 4 or 5 or 6 or 7:
                return s_table[(uint)a];
            default:
                return -1;
        }
    }

    public static long ClampTable(long a, long b) => s_table[Math.Clamp((int)a, 2, 14)] + s_wide[Math.Min((uint)b, 15u)];

    public static long LoopFromCheckedStart(long a, long b)
    {
        int n = (int)a;
        if (n is < 1 or > 8)
            return -1;
        long sum = 0;
        for (int i = 0; i < 8; i++)
            sum += s_table[n + i - 1] ^ b;
        return sum;
    }

    public static long SliceLength(long a, long b)
    {
        int n = (int)a;
        if (n is < 1 or > 16)
            return -1;
        Span<uint> span = stackalloc uint[16];
        span.Clear();
        span[2] = (uint)b;
        Span<uint> part = span.Slice(0, n);
        long sum = 0;
        for (int i = 0; i < part.Length; i++)
            sum += part[i] + i;
        return sum;
    }

    public static long TwoChecks(long a, long b)
    {
        int n = (int)a, m = (int)b;
        if (n is < 1 or > 7 || m is < 1 or > 8)
            return -1;
        return s_table[n + m] + s_wide[m - 1] + s_table[n];
    }
}
