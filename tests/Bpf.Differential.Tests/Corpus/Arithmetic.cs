using Bpf.Testing;
using System;

public static class Corpus
{
    [Row(10)]
    public static long Add64(long a, long b) => a + b;
    [Row(10)]
    public static long Sub64(long a, long b) => a - b;
    [Row(10)]
    public static long Mul64(long a, long b) => a * b;
    [Row(13)]
    public static long Div64(long a, long b) => a / b;
    [Row(13)]
    public static long Rem64(long a, long b) => a % b;
    [Row(12)]
    public static long DivUnsigned64(long a, long b) => (long)((ulong)a / (ulong)b);
    [Row(12)]
    public static long RemUnsigned64(long a, long b) => (long)((ulong)a % (ulong)b);
    public static long Add32(long a, long b) => (int)a + (int)b;
    public static long Mul32(long a, long b) => (int)a * (int)b;
    [Row(13)]
    public static long Div32(long a, long b) => (int)a / (int)b;
    public static long Rem32(long a, long b) => (int)a % (int)b;
    [Row(12)]
    public static long DivUnsigned32(long a, long b) => (uint)a / (uint)b;
    [Row(12)]
    public static long RemUnsigned32(long a, long b) => (uint)a % (uint)b;
    public static long DivByConstants(long a, long b) => (a / 10) ^ (b / 8) ^ (a / -7) ^ (b % 1000) ^ (a % -16) ^ (b / 1) ^ (a / -1 == long.MinValue ? 1 : 0);
    public static long DivByConstants32(long a, long b) => ((int)a / 10) ^ ((int)b / 8) ^ ((int)a / -7) ^ ((int)b % 1000) ^ ((int)a % -16);
    public static long UnsignedByConstants(long a, long b) => (long)(((ulong)a / 10) ^ ((ulong)b / 8) ^ ((ulong)a % 7) ^ ((uint)b % 1000));
    public static long Guarded(long a, long b) => b == 0 ? -1 : a == long.MinValue && b == -1 ? -2 : a / b + a % b;
    public static long And(long a, long b) => a & b;
    public static long Or(long a, long b) => a | b;
    public static long Xor(long a, long b) => a ^ b;
    [Row(10)]
    public static long Not(long a, long b) => ~a + ~(int)b;
    [Row(10)]
    public static long Neg(long a, long b) => -a + -(int)b;
    [Row(14)]
    public static long ShiftLeft(long a, long b) => a << (int)b;
    [Row(14)]
    public static long ShiftRight(long a, long b) => a >> (int)b;
    [Row(14, 79)]
    public static long ShiftRightUnsigned(long a, long b) => a >>> (int)b;
    public static long ShiftLeft32(long a, long b) => (int)a << (int)b;
    public static long ShiftRight32(long a, long b) => (int)a >> (int)b;
    public static long ShiftRightUnsigned32(long a, long b) => (int)a >>> (int)b;
    [Row(14)]
    public static long ShiftUnsigned(long a, long b) => (long)((ulong)a >> (int)b) + ((uint)a >> (int)b);
    public static long ShiftByConstant(long a, long b) => (a << 13) ^ (a >> 7) ^ (b >>> 17) ^ ((uint)a << 31) ^ (1L << 63);
    [Row(16, 49)]
    public static long Bytes(long a, long b) => (byte)a + (sbyte)b;
    [Row(16, 49)]
    public static long Shorts(long a, long b) => (short)a - (ushort)b;
    [Row(48)]
    public static long Chars(long a, long b) => (char)a + 'x' + (char)b;
    [Row(16, 6)]
    public static long Ints(long a, long b) => (int)a + (long)(uint)b;
    public static long ByteArithmetic(long a, long b)
    {
        byte x = (byte)a;
        sbyte y = (sbyte)b;
        x += (byte)y;
        y *= (sbyte)x;
        x++;
        y--;
        x <<= 3;
        return x * 1000 + y;
    }

    public static long ShortArithmetic(long a, long b)
    {
        short x = (short)a;
        ushort y = (ushort)b;
        x -= (short)y;
        y ^= (ushort)x;
        x = (short)-x;
        y = (ushort)~y;
        return (x << 16) + y;
    }

    [Row(50)]
    public static long Native(long a, long b)
    {
        nint x = (nint)a;
        nuint y = (nuint)b;
        x += (int)b;
        y *= (uint)a;
        return x ^ (nint)y;
    }

    public static long SignExtensionMix(long a, long b)
    {
        int x = (int)a;
        uint y = (uint)b;
        ulong z = (ulong)x;
        long w = y;
        return (long)z + w + (x < y ? 1 : 0) + ((long)x * y);
    }

    [Row(19)]
    public static long Compare64(long a, long b)
        => (a < b ? 1 : 0) | (a <= b ? 2 : 0) | (a > b ? 4 : 0) | (a >= b ? 8 : 0) | (a == b ? 16 : 0) | (a != b ? 32 : 0);
    [Row(19)]
    public static long CompareUnsigned64(long a, long b)
    {
        ulong x = (ulong)a, y = (ulong)b;
        return (x < y ? 1 : 0) | (x <= y ? 2 : 0) | (x > y ? 4 : 0) | (x >= y ? 8 : 0) | (x == y ? 16 : 0) | (x != y ? 32 : 0);
    }

    [Row(19)]
    public static long Compare32(long a, long b)
    {
        int x = (int)a, y = (int)b;
        return (x < y ? 1 : 0) | (x <= y ? 2 : 0) | (x > y ? 4 : 0) | (x >= y ? 8 : 0) | (x == y ? 16 : 0) | (x != y ? 32 : 0);
    }

    public static long CompareUnsigned32(long a, long b)
    {
        uint x = (uint)a, y = (uint)b;
        return (x < y ? 1 : 0) | (x <= y ? 2 : 0) | (x > y ? 4 : 0) | (x >= y ? 8 : 0) | (x == y ? 16 : 0) | (x != y ? 32 : 0);
    }

    [Row(47)]
    public static long BoolValues(long a, long b)
    {
        bool p = a > 3, q = b < 5;
        bool r = p ^ q, s = p & q, t = p | !q;
        return (p ? 1 : 0) + (r ? 2 : 0) + (s ? 4 : 0) + (t ? 8 : 0);
    }

    public static long Unchecked(long a, long b) => unchecked((int)(a * 31 + b) * 17);
    [Row(141)]
    public static long MultiplyOverflowTest(long a, long b)
    {
        ulong x = (ulong)a, y = (ulong)b;
        ulong p = x * y;
        return x != 0 && p / x != y ? 1 : 0;
    }

    public static long NarrowedShift(long a, long b)
    {
        ushort value = (ushort)a;
        value = (ushort)((-20_000 ^ 47) >>> value);
        return (17 * 31) + value;
    }
}
