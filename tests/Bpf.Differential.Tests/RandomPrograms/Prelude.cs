using System;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

public enum Color : byte { Red, Green = 3, Blue = 200 }

public struct Cell
{
    public sbyte S;
    public uint U;
    public long L;
    public ushort H;
    public int I;

    public readonly long Sum => S + U + L + H + I;

    public void Turn(int by)
    {
        L = (L << (by & 31)) ^ I;
        I += by;
        H--;
    }

    public readonly Cell With(int i) => new() { S = S, U = U ^ (uint)i, L = L + 1, H = (ushort)i, I = i };
}

public struct Pair
{
    public byte A;
    public short B;
    public nint N;

    public Pair(byte a, short b, nint n) => (A, B, N) = (a, b, n);

    public static Pair operator +(Pair left, Pair right) => new((byte)(left.A + right.A), (short)(left.B - right.B), left.N ^ right.N);
}

public struct Outer
{
    public Pair P;
    public char C;
    public Cell Inner;
}

public readonly record struct Point(int X, long Y)
{
    public int this[int index] => (index & 1) == 0 ? X : (int)Y;
}

public struct Holder<T> where T : unmanaged, IBinaryInteger<T>
{
    public T Value;

    public readonly T Plus(T other) => Value + other;
}

[InlineArray(20)]
public struct Twenty<T> where T : unmanaged
{
    private T _first;
}

[InlineArray(64)]
public struct SixtyFour<T> where T : unmanaged
{
    private T _first;
}

public struct Board
{
    public int Head;
    public Twenty<short> Cells;
    public byte Tail;
    public Twenty<byte> Marks;
}

public struct Histogram
{
    public SixtyFour<ulong> Slots;
    public uint Total;
    public Twenty<int> Sums;
}

public static partial class Corpus
{
    static readonly int[] s_table = [3, -1, 1 << 20, int.MinValue, 77, 0, int.MaxValue, -100];
    static readonly ulong[] s_wide = [1, ulong.MaxValue, 1UL << 63, 12345678901234567];
    static readonly Point s_origin = new(-7, 1L << 40);
    static readonly byte[] s_bits = [63, 0, 1, 40, 2, 31, 3, 4, 5, 32, 6, 20, 7, 8, 19, 9];
    static Histogram s_histogram;
    static Board s_board;
    static long s_state;
    static int s_word = 5;

    static ReadOnlySpan<short> Shorts => [1, -1, 300, short.MinValue, short.MaxValue, 0, 77, -20_000];
    static ReadOnlySpan<byte> Letters => "What the CLR computes"u8;

    static int Quotient(int x, int y) => y is 0 or -1 ? x ^ y : x / y;
    static int Remainder(int x, int y) => y is 0 or -1 ? x ^ y : x % y;
    static long Quotient(long x, long y) => y is 0 or -1 ? x ^ y : x / y;
    static long Remainder(long x, long y) => y is 0 or -1 ? x ^ y : x % y;
    static nint Quotient(nint x, nint y) => y is 0 or -1 ? x ^ y : x / y;
    static nint Remainder(nint x, nint y) => y is 0 or -1 ? x ^ y : x % y;
    static uint Quotient(uint x, uint y) => y != 0 ? x / y : ~x;
    static uint Remainder(uint x, uint y) => y != 0 ? x % y : ~x;
    static ulong Quotient(ulong x, ulong y) => y != 0 ? x / y : ~x;
    static ulong Remainder(ulong x, ulong y) => y != 0 ? x % y : ~x;
    static nuint Quotient(nuint x, nuint y) => y != 0 ? x / y : ~x;
    static nuint Remainder(nuint x, nuint y) => y != 0 ? x % y : ~x;

    // The JIT of .NET 10 folds the count of a constant to a long and continues in 64 bits: ((TrailingZeroCount(1L << 47) ^ -20_000) >>> 17) is wrong there.
    static int TrailingZeros(int x) => BitOperations.TrailingZeroCount(x);
    static int TrailingZeros(uint x) => BitOperations.TrailingZeroCount(x);
    static int TrailingZeros(long x) => BitOperations.TrailingZeroCount(x);
    static int TrailingZeros(ulong x) => BitOperations.TrailingZeroCount(x);

    static int UpTo(int count, int last) => count > last ? last : count;
    static long Mix(long x, int y) => (x ^ (x >>> 13)) * (y | 1);
    [MethodImpl(MethodImplOptions.NoInlining)]
    static int Fold(ulong x, byte y) => (int)(x >> 32) ^ (int)x + y;
    static uint Pick<T>(T x, T y) where T : unmanaged, INumber<T> => x < y ? 1u : x > y ? 2u : 3u;
    static T Larger<T>(T x, T y) where T : unmanaged, IBinaryInteger<T> => x > y ? x : y;
    static void Step(ref long x, in int y) => x = x * 31 + y;
    static bool TryHalf(long x, out long half)
    {
        half = x >> 1;
        return (x & 1) == 0;
    }

    static bool Bump(ref int x, int by) => (x += by) > 0;
    static ref int Choose(ref int x, ref int y, bool first) => ref first ? ref x : ref y;
    static Cell Make(long x, int y) => new() { S = (sbyte)x, U = (uint)y, L = x - y, H = (ushort)x, I = y };
    static Pair MakePair(long x) => new((byte)x, (short)(x >> 8), (nint)(x >> 3));
    static long Total(Cell cell, in Pair pair) => cell.Sum * 3 + pair.A + pair.B * 5L + pair.N;
    [MethodImpl(MethodImplOptions.NoInlining)]
    static long Weigh(in Cell cell, ref Pair pair)
    {
        pair.B += (short)cell.I;
        return cell.L ^ pair.N;
    }

    static long SumOf(ReadOnlySpan<int> values)
    {
        long sum = 0;
        foreach (int value in values)
        {
            sum = sum * 3 + value;
        }

        return sum;
    }

    static int Name(Color color) => color switch { Color.Red => 1, Color.Green => -5, Color.Blue => 1 << 30, _ => (int)color };
