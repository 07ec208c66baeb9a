using Bpf.Testing;
using System;
using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

public static class Corpus
{
    static ReadOnlySpan<byte> Letters => "BPF in C#"u8;
    static ReadOnlySpan<int> Primes => [2, 3, 5, 7, 11, 13, 17, 19];
    static readonly int[] s_table = [10, -20, 30, -40];
    static readonly ulong[] s_wide = [1, ulong.MaxValue, 1UL << 40, 7];
    static readonly byte[] s_bytes = [1, 2, 3, 4, 5, 6, 7, 200];

    public static unsafe long StackallocPointer(long a, long b)
    {
        int* buffer = stackalloc int[8];
        for (int i = 0; i < 8; i++)
        {
            buffer[i] = (int)(a >> i);
        }

        buffer[(int)(b & 7)] = 77;
        long sum = 0;
        for (int i = 0; i < 8; i++)
        {
            sum = sum * 7 + buffer[i];
        }

        return sum;
    }

    [Row(27, 63, 94)]
    public static long StackallocSpan(long a, long b)
    {
        Span<long> span = stackalloc long[4];
        span[0] = a;
        span[3] = b;
        span[1] ^= 5;
        return span[0] + span[1] * 3 + span[2] * 5 + span[3] * 7 + span.Length;
    }

    [Row(25, 94)]
    public static long StackallocInitializer(long a, long b)
    {
        ReadOnlySpan<byte> span = stackalloc byte[] { 1, 2, 3, 250 };
        Span<short> other = stackalloc short[] { (short)a, 5, (short)b };
        return span[(int)(a & 3)] * 100 + span.Length + other[0] + other[1] * 3 + other[2] * 7;
    }

    [Row(64)]
    public static long Utf8Literal(long a, long b)
    {
        ReadOnlySpan<byte> text = Letters;
        return text[(int)(a & 7)] * 256 + text.Length + "xyz"u8[1];
    }

    [Row(40, 65)]
    public static long ConstantSpan(long a, long b) => Primes[(int)(a & 7)] * 1000 + Primes[(int)(b & 3)] + Primes.Length;

    [Row(36, 102)]
    public static long ConstantArrays(long a, long b)
        => s_table[a & 3] * 3L + (long)s_wide[b & 3] + s_table.Length + s_bytes[(int)((a ^ b) & 7)];

    [Row(75)]
    public static long ForeachSpan(long a, long b)
    {
        Span<int> span = stackalloc int[5];
        int n = 0;
        foreach (ref int item in span)
        {
            item = (int)a + n++;
        }

        long sum = 0;
        foreach (int item in span)
        {
            sum = sum * 3 + item;
        }

        foreach (byte letter in Letters)
        {
            sum += letter;
        }

        return sum ^ b;
    }

    [Row(63)]
    public static long Slices(long a, long b)
    {
        Span<byte> span = stackalloc byte[16];
        for (int i = 0; i < span.Length; i++)
        {
            span[i] = (byte)(a + i * b);
        }

        Span<byte> part = span.Slice(4, 8);
        ReadOnlySpan<byte> rest = part[2..];
        return part[0] + rest[1] * 3 + rest.Length * 5 + span[^1] + (rest.IsEmpty ? 1 : 0);
    }

    [Row(145)]
    public static long FillAndCopy(long a, long b)
    {
        Span<byte> from = stackalloc byte[8];
        Span<byte> to = stackalloc byte[8];
        from.Fill((byte)a);
        from[3] = (byte)b;
        from.CopyTo(to);
        from.Clear();
        return MemoryMarshal.Read<long>(to) ^ MemoryMarshal.Read<long>(from);
    }

    [Row(140)]
    public static long Casts(long a, long b)
    {
        Span<long> longs = stackalloc long[2];
        longs[0] = a;
        longs[1] = b;
        Span<byte> bytes = MemoryMarshal.AsBytes(longs);
        Span<int> ints = MemoryMarshal.Cast<long, int>(longs);
        return bytes[9] + bytes.Length * 3 + ints[1] * 5L + ints.Length;
    }

    [Row(138)]
    public static long Endianness(long a, long b)
    {
        Span<byte> bytes = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(bytes, a);
        long x = BinaryPrimitives.ReadInt32LittleEndian(bytes);
        BinaryPrimitives.WriteUInt16LittleEndian(bytes, (ushort)b);
        return x + BinaryPrimitives.ReadInt64LittleEndian(bytes) + BinaryPrimitives.ReverseEndianness((int)b)
            + BinaryPrimitives.ReverseEndianness((short)a) + BinaryPrimitives.ReverseEndianness((ushort)b) + BinaryPrimitives.ReadUInt16BigEndian(bytes);
    }

    [Row(139)]
    public static long UnsafeMethods(long a, long b)
    {
        long x = a;
        ref byte bytes = ref Unsafe.As<long, byte>(ref x);
        Unsafe.Add(ref bytes, 3) = (byte)b;
        Unsafe.AddByteOffset(ref bytes, (nint)5) ^= 0xFF;
        int part = Unsafe.ReadUnaligned<int>(ref Unsafe.Add(ref bytes, 1));
        Unsafe.WriteUnaligned(ref Unsafe.Add(ref bytes, 5), (ushort)part);
        return x + part + Unsafe.SizeOf<Guid>() + (Unsafe.AreSame(ref bytes, ref Unsafe.As<long, byte>(ref x)) ? 1 : 0)
            + Unsafe.BitCast<long, ulong>(b) switch { 0 => 5, _ => 6 } + (Unsafe.IsNullRef(ref Unsafe.NullRef<int>()) ? 8 : 0);
    }

    public static unsafe long Blocks(long a, long b)
    {
        byte* from = stackalloc byte[24];
        byte* to = stackalloc byte[24];
        Unsafe.InitBlock(from, (byte)a, 24);
        from[7] = (byte)b;
        Unsafe.CopyBlock(to, from, 24);
        Unsafe.InitBlockUnaligned(to + 3, 9, 2);
        return *(long*)to ^ *(long*)(to + 16);
    }

    [Row(145)]
    public static long SequenceEquality(long a, long b)
    {
        Span<byte> x = stackalloc byte[4];
        Span<byte> y = stackalloc byte[4];
        MemoryMarshal.Write(x, (int)a);
        MemoryMarshal.Write(y, (int)b);
        bool same = true;
        for (int i = 0; i < x.Length; i++)
        {
            same &= x[i] == y[i];
        }

        return same ? 1 : 0;
    }

    public static unsafe long FixedStatement(long a, long b)
    {
        Span<int> span = stackalloc int[3];
        span[1] = (int)a;
        fixed (int* p = span)
        {
            p[2] = p[1] + (int)b;
        }

        return span[2];
    }

    // LLVM drops these masks because it knows how large a quotient, a shifted value or a count can be; the verifier does not.
    public static long IndexOfQuotient(long a, long b)
    {
        Span<int> values = [1, -2, 3, -4, 5, -6, 7, 8];
        return values[(int)(((byte)a / 100) & 7)] + Primes[(int)((uint)b >> 29 >> (int)(a & 3)) & 7] + s_table[BitOperations.PopCount((uint)b & 7) & 3];
    }

    public static long IndexOfLeadingZeros(long a, long b)
    {
        Span<long> values = stackalloc long[8];
        values[(int)(b & 7)] = a;
        return values[BitOperations.LeadingZeroCount(((uint)a & 0xFFFF) | 0x0100_0000) & 7] + values[BitOperations.Log2((byte)b | 1u) & 7];
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    static uint Bucket(uint x, long y) => (x ^ (uint)y) % 7;

    public static long IndexOfCall(long a, long b) => Primes[(int)(Bucket((uint)a, b) & 7)];

    public static long IndexOfLoop(long a, long b)
    {
        Span<short> values = [3, 1, 4, 1, 5, 9, 2, 6];
        long sum = 0;
        for (int i = 0; i < 8 && i < (int)((uint)a % 5); i++)
        {
            sum = sum * 31 + values[i & 7] + (int)(b >> i);
        }

        return sum;
    }

    public static long IndexOfRemainderLoop(long a, long b)
    {
        Span<short> values = [3, 1, 4, 1, 5, 9, 2, 6];
        long sum = 0;
        for (int i = 0; i < (int)((uint)a % 5); i++)
        {
            sum = sum * 31 + values[i & 7] + Primes[i & 7] + (int)(b >> i);
        }

        return sum;
    }

    public static long IndexOfMaskByShift(long a, long b)
        => Primes[(int)((ulong)b & (7UL >> (int)a) & 7)] + Primes[(int)((ulong)b & (ulong)(a < b ? 1 : a > b ? 2 : 3) & 7)];

    public static long IndexOfShiftedCounter(long a, long b)
    {
        long state = a;
        for (int i = 0; i < 3; i++)
        {
            if ((state & 3) != b)
            {
                state -= Primes[(int)(((ulong)i >> (int)state) & 7)];
            }
            else
            {
                state *= b;
            }
        }

        return state;
    }

    public static long LoopOfAtMostTwo(long a, long b)
    {
        long x = a;
        for (int i = 0; i < (int)((uint)x % 3); i++)
        {
            if (((x + i) ^ b) == 0)
            {
                x--;
            }
            else
            {
                b = b * 31 + (0xFFFF - i);
            }
        }

        return x ^ b;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    static void Store(Span<int> values, int a, long b)
    {
        values[a & 7] ^= (int)b;
        values[^5] = a;
    }

    public static long StoreInSpan(long a, long b)
    {
        Span<int> values = stackalloc int[8];
        Store(values, (int)a, b);
        Store(values, (int)(a >> 3), b);
        return values[3] * 31L + values[(int)b & 7];
    }

    public static long ChoiceOfElement(long a, long b)
    {
        Span<int> values = stackalloc int[2];
        values[0] = (int)a;
        values[a > b ? 1 : 0] += 5;
        ref int chosen = ref values[a < b ? 0 : 1];
        chosen ^= (int)b;
        return values[0] * 3L + values[1];
    }
}
