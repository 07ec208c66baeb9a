using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

// Indexes that are in range for some inputs and out of range for others: where the CLR throws, the program ends without a result.
public static class Corpus
{
    [InlineArray(6)]
    public struct Six<T> where T : unmanaged { private T _first; }

    public struct Pair { public byte A; public int B; }

    static readonly sbyte[] s_bytes = [1, -2, 3, -4, 5];
    static readonly ushort[] s_shorts = [1, 2, 3, 40_000, 5];
    static readonly int[] s_ints = [3, 5, 7, 11];
    static readonly ulong[] s_longs = [1, 2, ulong.MaxValue, 4, 5, 6, 7];
    static readonly Pair[] s_pairs = [new() { A = 1, B = 2 }, new() { A = 3, B = 4 }, default];
    static readonly int[] s_written = new int[8];
    static readonly int[] s_neighbor = [100, 200, 300, 400, 500, 600, 700, 800];
    static Six<short> s_six;

    static ReadOnlySpan<int> Equal => [7, 7, 7, 7];
    static ReadOnlySpan<int> Primes => [2, 3, 5, 7, 11];

    // LLVM would drop the impossible case.
    public static long ImpossibleCase(long a, long b)
    {
        Span<int> t = stackalloc int[4];
        int i = a > 5 ? 4 : 1;
        t[i] = (int)b;
        return t[1];
    }

    public static long ImpossibleCaseOfArray(long a, long b)
    {
        int i = a > 5 ? 8 : 1;
        s_written[i] = (int)b;
        return s_written[1];
    }

    public static long LoopDown(long a, long b)
    {
        Span<long> t = stackalloc long[8];
#pragma warning disable BPF0123 // the index ends it
        for (int i = 7; i != (int)a; i--)
        {
            t[i] = b;
        }
#pragma warning restore BPF0123
        return t[7] + t[5];
    }

    public static long LoopDownToMinusOne(long a, long b)
    {
        Span<long> t = stackalloc long[8];
        t[3] = a;
        long sum = 0;
        for (int i = 7; i >= -(a & 1); i--)
        {
            sum += t[i] + i;
        }

        return sum;
    }

    public static long PastTheEnd(long a, long b)
    {
        Span<byte> t = stackalloc byte[8];
        int length = 0;
        for (int i = 0; i < 12; i++)
        {
            if (((a >> i) & 1) != 0)
            {
                t[length++] = (byte)(b + i);
            }
        }

        return length * 1000 + t[0] + t[7];
    }

    public static long AppendTwice(long a, long b)
    {
        Six<byte> t = default;
        int length = 0;
        for (int i = 0; i < 4; i++)
        {
            t[length++] = (byte)a;
            if ((b & (1 << i)) != 0)
            {
                t[length++] = 0;
            }
        }

        return length;
    }

    public static long SliceOfBuffer(long a, long b)
    {
        Span<int> t = stackalloc int[8];
        t.Fill((int)b);
        return t[..4][(int)(a & 7)];
    }

    public static long SliceOfArray(long a, long b) => s_neighbor.AsSpan(1, 2)[(int)(a & 3)];

    public static long SliceOfArrayFromStart(long a, long b) => s_neighbor.AsSpan(5)[(int)(a & 7)];

    public static long SpanOfArray(long a, long b) => new ReadOnlySpan<int>(s_neighbor, (int)(a & 7), (int)(b & 7)).Length + s_neighbor.AsSpan((int)(a & 15)).Length * 100;

    public static long SliceOfText(long a, long b) => "hello"u8[..3][(int)(a & 7)];

    public static long SliceOfVariableLength(long a, long b)
    {
        ReadOnlySpan<byte> text = "sixteen letters."u8;
        return text[..(int)(b & 15)][(int)(a & 15)];
    }

    public static long SliceFromVariableStart(long a, long b)
    {
        Span<short> t = stackalloc short[16];
        t[9] = (short)a;
        Span<short> part = t.Slice((int)(a & 7), (int)(b & 7));
        part[(int)(a >> 4) & 7] = 5;
        return t[9] + t[5] + part[^1];
    }

    public static long SByteElements(long a, long b) => s_bytes[(int)(a & 7)];

    public static long UShortElements(long a, long b) => s_shorts[a & 7] + s_shorts[(byte)b & 7];

    public static long IntElements(long a, long b) => s_ints[a];

    public static long ULongElements(long a, long b) => (long)s_longs[(uint)a & 7];

    public static long StructElements(long a, long b) => s_pairs[(int)(a & 3)].B + s_pairs[(byte)b % 4].A;

    public static long NeverRead(long a, long b)
    {
        _ = s_ints[(int)a];
        _ = Primes[(int)b];
        return 1;
    }

    public static long DeadStore(long a, long b)
    {
        Span<int> t = stackalloc int[4];
        t[(int)a] = 3;
        return 2;
    }

    public static long AllTheSame(long a, long b) => Equal[(int)a];

    public static long Constants(long a, long b) => Primes[(int)a] + Primes[^(int)(b & 7)];

    public static long AlwaysZero(long a, long b)
    {
        Span<long> zeros = stackalloc long[4];
        return zeros[(int)a] + 1;
    }

    public static long InlineElements(long a, long b)
    {
        Six<int> six = default;
        six[(int)(a & 7)] = 3;
        six[^((int)(b & 7) + 1)] += 4;
        return six[0] + six[5] * 10;
    }

    public static long StaticInlineElements(long a, long b)
    {
        s_six[(int)(a & 7)] = (short)b;
        return s_six[(int)(a & 7)];
    }

    public static long InlineSlice(long a, long b)
    {
        Six<long> six = default;
        six[2] = 9;
        return six[1..4][(int)(a & 3)];
    }

    public static long FromEnd(long a, long b) => s_ints[^(int)(a & 7)];

    public static long OfIndex(long a, long b)
    {
        Index index = (b & 1) == 0 ? (int)(a & 7) : ^(int)(a & 7);
        ReadOnlySpan<int> t = s_ints;
        return t[index];
    }

    public static long Reference(long a, long b)
    {
        ref int item = ref s_written[(int)(a & 15)];
        item = (int)b;
        return item;
    }

    // The value is computed before the array's index is checked, and after the span's.
    public static long OrderOfArray(long a, long b)
    {
        int done = 0;
        s_written[(int)(a & 15)] = Count(ref done);
        return done;
    }

    static int Count(ref int done) => ++done;

    public static long Negative(long a, long b)
    {
        int i = (int)(a % 5);
        return s_ints[i] * 2;
    }

    public static long SignedBytes(long a, long b) => s_longs[(sbyte)a] > 2 ? 1 : s_shorts[(short)b];

    public static long WideIndex(long a, long b) => s_ints[a & 0x1_0000_0003];

    public static long UnsignedIndex(long a, long b) => s_ints[(uint)b >> 28];

    public static long AfterALoop(long a, long b)
    {
        int i;
        for (i = 0; i < 4; i++)
        {
            if (s_ints[i] == (int)a)
            {
                break;
            }
        }

        return s_ints[i];
    }

    public static long LongerThanTheArray(long a, long b)
    {
        long sum = 0;
        for (int i = 0; i < (int)(a & 7); i++)
        {
            sum += s_ints[i] ^ b;
        }

        return sum;
    }

    public static long StepsOfThree(long a, long b)
    {
        long sum = 0;
        for (int i = (int)(b & 3); i < 8; i += 3)
        {
            sum += s_longs[i] > 2 ? 1 : 2;
        }

        return sum;
    }

    public static long InMethods(long a, long b) => At(s_ints, (int)(a & 7)) + At("text"u8, (int)(b & 7));

    static T At<T>(ReadOnlySpan<T> items, int index) => items[index];

    public static long InEveryRound(long a, long b)
    {
        Span<byte> counts = stackalloc byte[10];
        for (int i = 0; i < 8; i++)
        {
            counts[(int)((a >> (i * 4)) & 15)]++;
        }

        return counts[0] * 100 + counts[9];
    }

    public static long Chained(long a, long b) => s_ints[s_bytes[(int)(a & 7)] & 7];

    public static long WithBreak(long a, long b)
    {
        ReadOnlySpan<byte> digits = "12x4567890"u8;
        int i = (int)(a & 7);
        while (digits[i] != 'x')
        {
            i++;
        }

        return i;
    }

    public static long CastSpan(long a, long b)
    {
        Span<uint> words = stackalloc uint[3];
        words[1] = (uint)b;
        return MemoryMarshal.AsBytes(words)[(int)(a & 15)] + MemoryMarshal.Cast<uint, ushort>(words)[(int)(b & 7)];
    }

    public static long LongIndexes(long a, long b)
    {
        s_written[a & 7] = (int)b;
        s_written[(nint)(b & 3)] = (int)a;
        s_written[a] = 5;
        return s_written[a] + s_written[b & 3];
    }

    public static long SwitchOfIndexes(long a, long b)
    {
        int i = (a & 3) switch { 0 => 1, 1 => 3, 2 => 4, _ => -1 };
        return s_ints[i];
    }
}
