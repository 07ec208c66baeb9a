using Bpf.Testing;
using System;
using System.Buffers.Binary;
using System.Net;
using System.Numerics;
using System.Threading;

public static class Corpus
{
    static long s_long;
    static int s_int;
    static volatile int s_volatile;

    [Row(126, 127, 128)]
    public static long InterlockedLong(long a, long b)
    {
        s_long = a;
        long x = Interlocked.Increment(ref s_long);
        x ^= Interlocked.Add(ref s_long, b) * 3;
        x ^= Interlocked.Decrement(ref s_long) * 5;
        x ^= Interlocked.Exchange(ref s_long, b) * 7;
        x ^= Interlocked.CompareExchange(ref s_long, a, b) * 11;
        x ^= Interlocked.CompareExchange(ref s_long, 1, 2) * 13;
        x ^= Interlocked.And(ref s_long, 0xFF) * 17;
        x ^= Interlocked.Or(ref s_long, 0x100) * 19;
        x ^= Interlocked.Read(ref s_long) * 23;
        Interlocked.Add(ref s_long, 7);
        return x ^ s_long;
    }

    [Row(126, 127, 128)]
    public static long InterlockedInt(long a, long b)
    {
        s_int = (int)a;
        int x = Interlocked.Increment(ref s_int);
        x ^= Interlocked.Add(ref s_int, (int)b) * 3;
        x ^= Interlocked.Decrement(ref s_int) * 5;
        x ^= Interlocked.Exchange(ref s_int, (int)b) * 7;
        x ^= Interlocked.CompareExchange(ref s_int, (int)a, (int)b) * 11;
        x ^= Interlocked.And(ref s_int, 0xFF) * 17;
        x ^= Interlocked.Or(ref s_int, 0x100) * 19;
        Interlocked.Increment(ref s_int);
        return x ^ s_int;
    }

    // The verifier accepts atomic operations on the stack only at constant offsets.
    [Row(126, 127, 128)]
    public static long InterlockedOnTheStack(long a, long b)
    {
        Span<long> counts = stackalloc long[8];
        Span<int> words = stackalloc int[8];
        counts.Fill(b);
        words.Fill((int)b);
        int i = (int)a & 7, j = (int)(b >> 3) & 7;
        long x = Interlocked.Increment(ref counts[i]);
        x ^= Interlocked.Add(ref counts[j], a) * 3;
        x ^= Interlocked.Exchange(ref counts[i], b) * 7;
        x ^= Interlocked.CompareExchange(ref counts[j], a, b) * 11;
        x ^= Interlocked.And(ref counts[i], 0xFF) * 17;
        x ^= Interlocked.Or(ref counts[j], 0x100) * 19;
        x ^= Interlocked.Decrement(ref words[i]) * 5;
        x ^= Interlocked.CompareExchange(ref words[j], 7, (int)b) * 23;
        x ^= Interlocked.Exchange(ref words[i], (int)a);
        foreach (long count in counts)
        {
            x = x * 31 + count;
        }

        foreach (int word in words)
        {
            x = x * 31 + word;
        }

        return x;
    }

    [Row(24, 130)]
    public static long VolatileAccess(long a, long b)
    {
        s_volatile = (int)a;
        Volatile.Write(ref s_long, b);
        return s_volatile + Volatile.Read(ref s_long);
    }

    [Row(132)]
    public static long MinMax(long a, long b)
        => Math.Min(a, b) + Math.Max((int)a, (int)b) * 3L + (long)Math.Min((ulong)a, (ulong)b) + Math.Max((byte)a, (byte)b) + Math.Min((short)a, (short)b);
    [Row(132)]
    public static long Absolute(long a, long b) => Math.Abs(a) + Math.Abs((int)b) + Math.Abs((short)a);
    [Row(132)]
    public static long Clamp(long a, long b) => Math.Clamp(a, -50, 1000) + Math.Clamp((int)b, 0, 255) + (long)Math.Clamp((ulong)b, 3, 9);
    public static long Sign(long a, long b) => Math.Sign(a) * 3 + Math.Sign((int)b);
    public static long DivRem(long a, long b)
    {
        (long q, long r) = Math.DivRem(a, b);
        return q * 31 + r;
    }

    [Row(141)]
    public static long BigMul(long a, long b)
    {
        ulong high = Math.BigMul((ulong)a, (ulong)b, out ulong low);
        return (long)(high * 3 + low) + Math.BigMul((int)a, (int)b);
    }

    [Row(133)]
    public static long PopCount(long a, long b) => BitOperations.PopCount((ulong)a) * 100 + BitOperations.PopCount((uint)b);
    [Row(134)]
    public static long LeadingZeros(long a, long b) => BitOperations.LeadingZeroCount((ulong)a) * 100 + BitOperations.LeadingZeroCount((uint)b);
    // A histogram index: LLVM 15 did not terminate here.
    [Row(134)]
    public static long MaskedLogarithm(long a, long b) => (BitOperations.Log2((ulong)a) & 63) * 100 + ((uint)BitOperations.Log2((uint)b) & 31);

    [Row(135)]
    public static long TrailingZeros(long a, long b)
        => BitOperations.TrailingZeroCount(a) * 100 + BitOperations.TrailingZeroCount((int)b) + BitOperations.TrailingZeroCount((ulong)b) * 10000;
    [Row(134)]
    public static long Logarithm(long a, long b) => BitOperations.Log2((ulong)a) * 100 + BitOperations.Log2((uint)b);
    [Row(136)]
    public static long Rotations(long a, long b)
        => (long)BitOperations.RotateLeft((ulong)a, (int)b) + BitOperations.RotateRight((uint)b, (int)a) + BitOperations.RotateLeft((uint)a, 7);
    public static long PowersOfTwo(long a, long b)
        => (BitOperations.IsPow2(a) ? 1 : 0) + (BitOperations.IsPow2((uint)b) ? 2 : 0) + BitOperations.RoundUpToPowerOf2((uint)b) * 4L;
    [Row(137)]
    public static long ByteOrder(long a, long b)
        => IPAddress.HostToNetworkOrder(a) + IPAddress.NetworkToHostOrder((int)b) + IPAddress.HostToNetworkOrder((short)a)
            + (long)BinaryPrimitives.ReverseEndianness((ulong)b) + BinaryPrimitives.ReverseEndianness((uint)a);
    public static long PrimitiveMembers(long a, long b)
        => (int.IsNegative((int)a) ? 1 : 0) + long.Max(a, b) + uint.Min((uint)a, (uint)b) + (int.IsEvenInteger((int)b) ? 4 : 0) + int.LeadingZeroCount((int)a)
            + (char.IsAsciiDigit((char)b) ? 16 : 0) + (char.IsAsciiLetterUpper((char)a) ? 32 : 0) + byte.CreateTruncating(a) + ulong.PopCount((ulong)b).GetHashCode();
    public static long Comparisons(long a, long b) => a.CompareTo(b) * 3 + ((int)a).CompareTo((int)b) + (a.Equals(b) ? 100 : 0) + (int.MaxValue.Equals((int)b) ? 5 : 0);
    public static long HashCodes(long a, long b) => a.GetHashCode() * 3L + ((uint)b).GetHashCode() + ((short)a).GetHashCode() + (a > b).GetHashCode();

    // When optimizing, the JIT of .NET 10 forgets to narrow this difference to 32 bits.
    public static long TrailingZerosOfZero(long a, long b) => (BitOperations.TrailingZeroCount(0L) - (int)a) * 31L + BitOperations.TrailingZeroCount(b);
}
