using Bpf.Testing;
using System;
using System.Numerics;

public static class Corpus
{
    enum Level : byte { None, Low, Mid, High }

    [Flags]
    enum Access : ushort { None = 0, Read = 1, Write = 2, Execute = 4, All = 7 }

    [Row(1, 20, 21, 73)]
    public static long Ternary(long a, long b) => a > b ? a - b : a == b ? 7 : b - a;
    public static long NestedTernary(long a, long b) => (a > 0 ? (b > 0 ? 1 : 2) : (b > 0 ? 3 : 4)) * (a == b ? 10 : 20L);
    [Row(20, 21, 73)]
    public static long ShortCircuit(long a, long b) => a > 0 && b / (a == 0 ? 1 : a) > 2 || a < b && b != 3 ? 1 : 0;
    [Row(73)]
    public static long NullCoalescing(long a, long b)
    {
        long? x = a > 5 ? a : null;
        return x ?? b;
    }

    [Row(69)]
    public static long Nullables(long a, long b)
    {
        int? x = a == 0 ? null : (int)a;
        int? y = b == 0 ? null : (int)b;
        int? z = x + y;
        return z.HasValue ? z.Value : x.GetValueOrDefault(-5) ^ y.GetValueOrDefault();
    }

    [Row(74)]
    public static long For(long a, long b)
    {
        long sum = 0;
        for (int i = 0; i < 16; i++)
        {
            sum += (a >> i) & 1;
            if (sum > (b & 7))
            {
                break;
            }

            if ((b & (1 << i)) != 0)
            {
                continue;
            }

            sum += 3;
        }

        return sum;
    }

    [Row(74)]
    public static long While(long a, long b)
    {
        int n = (int)(a & 31);
        long x = b;
        while (n > 0)
        {
            x = x * 3 + 1;
            n--;
        }

        return x;
    }

    [Row(74)]
    public static long DoWhile(long a, long b)
    {
        ulong x = (ulong)a;
        int count = 0;
        do
        {
            x >>= 3;
            count++;
        }
        while (x > (ulong)(b & 0xFF) && count < 25);
        return count;
    }

    public static long NestedLoops(long a, long b)
    {
        long total = 0;
        for (int i = 0; i < 5; i++)
        {
            for (int j = i; j < 5; j++)
            {
                total += (a + i) * (b - j);
            }
        }

        return total;
    }

    [Row(74)]
    public static long Goto(long a, long b)
    {
        int tries = 0;
    again:
        tries++;
        a = (a >> 1) ^ b;
        if (tries < 9 && (a & 1) == 0)
        {
            goto again;
        }

        return a + tries;
    }

    [Row(22, 76)]
    public static long DenseSwitch(long a, long b)
    {
        switch (a & 7)
        {
            case 0: return b + 1;
            case 1: b *= 3; break;
            case 2:
            case 3: b -= 7; goto case 5;
            case 5: b ^= 0x55; break;
            case 6: return -b;
            default: b = ~b; break;
        }

        return b * 2;
    }

    [Row(22, 76)]
    public static long SparseSwitch(long a, long b) => (int)a switch
    {
        0 => 1,
        1 or 2 => b,
        100 => b * 2,
        0x7FFF => b + 5,
        int.MinValue => 9,
        < 0 => -3,
        _ => 42,
    };

    public static long LongSwitch(long a, long b) => a switch { 0 => b, 1L << 32 => 5, long.MaxValue => 6, -1 => 7, _ => 8 };

    [Row(76)]
    public static long Patterns(long a, long b) => (a, b) switch
    {
        (0, _) => 1,
        ( > 0 and < 100, < 0) => 2,
        ( > 0, 0 or 1 or 2) => 3,
        (_, >= 100) => 4,
        _ => 5,
    };

    [Row(76)]
    public static long RelationalPatterns(long a, long b)
        => (a is > 3 and < 10 or 42 ? 1 : 0) + ((char)b is >= 'a' and <= 'z' or '_' ? 2 : 0) + (b is not (5 or 7) ? 4 : 0);

    [Row(53, 76)]
    public static long EnumSwitch(long a, long b)
    {
        Level level = (ulong)a switch { 0 => Level.None, < 64 => Level.Low, < 4096 => Level.Mid, _ => Level.High };
        int r = level == Level.High ? 1 : level is Level.Mid or Level.Low ? 2 : 3;
        switch (level)
        {
            case Level.None: r += 5; break;
            case Level.Low: r += 7; break;
            case Level.Mid: r ^= 3; break;
            default: r -= 1; break;
        }

        return r + (int)level + (level > Level.Low ? b : 0);
    }

    [Row(37, 143)]
    public static long Flags(long a, long b)
    {
        Access access = (Access)(a & 7);
        access |= Access.Write;
        access &= ~(Access)(b & 1);
        return (int)access + (access.HasFlag(Access.Read) ? 100 : 0) + (access.HasFlag(Access.Write | Access.Execute) ? 200 : 0);
    }

    [Row(9, 78)]
    public static long CompoundAssignment(long a, long b)
    {
        long x = a;
        x += b; x -= 3; x *= 5; x ^= b; x |= 1; x &= ~2; x <<= 2; x >>= 1; x >>>= 1;
        x++; --x;
        int y = (int)b;
        y += y++ + ++y;
        return x + y;
    }

    [Row(43, 87)]
    public static long TryFinally(long a, long b)
    {
        long x = 1;
        try
        {
            if (a > b)
            {
                return x + 10;
            }

            x = a;
        }
        finally
        {
            x += b;
            s_side = x;
        }

        return x + s_side;
    }

    [Row(43, 87)]
    public static long NestedFinally(long a, long b)
    {
        s_side = 0;
        for (int i = 0; i < 4; i++)
        {
            try
            {
                try
                {
                    if ((a & 3) == i)
                    {
                        break;
                    }

                    if ((b & 3) == i)
                    {
                        continue;
                    }

                    s_side += 1;
                }
                finally
                {
                    s_side += 10;
                }
            }
            finally
            {
                s_side = s_side * 2 + i;
            }
        }

        return s_side;
    }

    struct Scope : IDisposable
    {
        public long Value;
        public void Dispose() => s_side += Value;
    }

    [Row(87)]
    public static long UsingStruct(long a, long b)
    {
        s_side = 0;
        using (Scope outer = new() { Value = a })
        using (Scope inner = new() { Value = b })
        {
            s_side ^= 0x1234;
            if (a == b)
            {
                return s_side;
            }
        }

        return s_side;
    }

    [Row(81)]
    public static long LocalFunctions(long a, long b)
    {
        return Twice(a) + Add(b);

        static long Twice(long x) => x * 2;
        long Add(long x) => x + a;
    }

    [Row(82)]
    public static long CapturingLocalFunction(long a, long b)
    {
        long total = 0;
        void Accumulate(long x)
        {
            total += x;
            total ^= b;
        }

        Accumulate(a);
        Accumulate(b);
        Accumulate(3);
        return total;
    }

    [Row(66, 78)]
    public static long RefLocals(long a, long b)
    {
        long x = a, y = b;
        ref long larger = ref (x > y ? ref x : ref y);
        larger += 100;
        larger = ref x;
        larger--;
        return x * 3 + y;
    }

    [Row(3, 66)]
    public static long RefParameters(long a, long b)
    {
        Swap(ref a, ref b);
        Split(a, out int low, out int high);
        return Sum(in a, in b) + low * 3L + high;
    }

    static void Swap(ref long a, ref long b) => (a, b) = (b, a);
    static void Split(long value, out int low, out int high)
    {
        low = (int)value;
        high = (int)(value >> 32);
    }

    static long Sum(in long a, in long b) => a + b;

    [Row(2, 28)]
    public static long ManyParameters(long a, long b) => Seven(a, b, (int)a, (short)b, 5, a ^ b, (byte)a);
    static long Seven(long a, long b, int c, short d, byte e, long f, byte g) => a + b * 2 + c * 3L + d * 5L + e * 7L + f * 11 + g * 13L;

    static long s_side;

    // Loops without a counter that the verifier could follow: they end because a value reaches 0.
    [Row(74)]
    public static long LowestBits(long a, long b)
    {
        long sum = 0;
        ulong mask = (ulong)a;
        while (mask != 0)
        {
            sum = sum * 3 + BitOperations.TrailingZeroCount(mask);
            mask &= mask - 1;
        }

        return sum ^ b;
    }

    [Row(74)]
    public static long HighestBits(long a, long b)
    {
        long sum = b;
        for (uint mask = (uint)a; mask != 0; mask ^= 1u << BitOperations.Log2(mask))
        {
            sum = sum * 5 + BitOperations.Log2(mask);
            if (sum > 1L << 40)
            {
                break;
            }
        }

        return sum;
    }

    [Row(74)]
    public static long Digits(long a, long b)
    {
        long sum = 0;
        for (ulong rest = (ulong)a; rest > 0; rest /= 10)
        {
            sum = sum * 7 + (long)(rest % 10);
        }

        int left = (int)b;
        do
        {
            sum += left % 7;
            left /= 7;
        }
        while (left > 0);
        return sum;
    }

    [Row(74)]
    public static long VariableShifts(long a, long b)
    {
        long sum = 0;
        int by = 1 + (int)(b & 3);
        for (ulong rest = (ulong)a; rest != 0; rest >>= by)
        {
            sum = sum * 3 + (long)(rest & 1);
        }

        return sum;
    }

    [Row(74)]
    public static long GreatestCommonDivisors(long a, long b)
    {
        ulong x = (ulong)a, y = (ulong)b;
        while (y != 0)
        {
            (x, y) = (y, x % y);
        }

        uint u = (uint)a, v = (uint)b;
        while (v > 0)
        {
            uint rest = u % v;
            u = v;
            v = rest;
        }

        return (long)x ^ u;
    }

    [Row(74)]
    public static long BitsOfBits(long a, long b)
    {
        long sum = 0;
        for (ulong mask = (byte)a; mask != 0; mask &= mask - 1)
        {
            for (uint inner = (uint)b & 31; inner != 0; inner &= inner - 1)
            {
                sum = sum * 3 + BitOperations.TrailingZeroCount(mask) + BitOperations.TrailingZeroCount(inner);
            }
        }

        return sum;
    }
}
