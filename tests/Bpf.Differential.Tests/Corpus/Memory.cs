using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Bpf.Testing;

/// <summary>Pointers, blocks of memory, and values of small types.</summary>
public static unsafe class Corpus
{
    [Row(2)]
    public static long ChangedArguments(long a, long b) => Swallow(a, (int)b, (byte)a, (short)b);

    private static long Swallow(long a, int b, byte c, short d)
    {
        a += 5;
        b -= c;
        c = (byte)(c * 3);
        d++;
        return a + b * 3L + c * 5 + d * 7;
    }

    private struct Wide
    {
        public short Small;
        public long Large;
    }

    [Row(2)]
    public static long StackallocOfStructs(long a, long b)
    {
        Span<Wide> wide = stackalloc Wide[3];
        wide[1] = new Wide { Small = (short)a, Large = b };
        (long First, int Second)* pair = stackalloc (long, int)[2];
        pair[1].Second = (int)a;
        Span<nuint> words = stackalloc nuint[] { (nuint)a, 7 };
        return wide[0].Large + wide[1].Small + wide[1].Large * 3 + pair[1].Second * 5L + (long)words[0] + (long)words[1];
    }

    [Row(3)]
    public static long AddressesOfArguments(long a, long b)
    {
        long* p = &a;
        *p += b;
        Double(ref b);
        return a * 3 + b;
    }

    private static void Double(ref long x) => x *= 2;

    [Row(4)]
    public static long LocalsOfEveryWidth(long a, long b)
    {
        sbyte s8 = (sbyte)a;
        byte u8 = (byte)b;
        short s16 = (short)(a >> 3);
        ushort u16 = (ushort)(b >> 5);
        int s32 = (int)(a ^ b);
        uint u32 = (uint)(a + b);
        bool flag = a > b;
        char letter = (char)b;
        for (int i = 0; i < 3; i++)
        {
            s8 += 77;
            u8 += 77;
            s16 += 7777;
            u16 += 7777;
            s32 += 1_777_777_777;
            u32 += 1_777_777_777;
            letter += (char)7777;
            flag = !flag;
        }

        return s8 + u8 * 2 + s16 * 3 + u16 * 5 + s32 * 7L + u32 * 11L + (flag ? 13 : 0) + letter;
    }

    [Row(5)]
    public static long LocalsStartAsZero(long a, long b)
    {
        long* p = stackalloc long[4];
        p[a & 3] = b;
        return p[0] + p[1] * 3 + p[2] * 5 + p[3] * 7;
    }

    [Row(6)]
    public static long Constants(long a, long b)
        => a + -1 + 8 + 9 + -128 + 127 + 128 + int.MaxValue + int.MinValue + (b ^ 0x1234_5678_9ABC_DEF0) + (b & long.MinValue) + uint.MaxValue;

    [Row(8)]
    public static long NullPointers(long a, long b)
    {
        long* p = a > b ? &a : null;
        return p == null ? 1 : *p;
    }

    [Row(9)]
    public static long DuplicatedAndDropped(long a, long b)
    {
        long x, y, z;
        x = y = z = a * b;
        Interlocked.Add(ref x, 3);
        return x++ + ++y + z--;
    }

    [Row(11)]
    public static long PointerArithmetic(long a, long b)
    {
        int* start = stackalloc int[8];
        int* p = start + (a & 3);
        p[2] = (int)b;
        *(p + 1) = 5;
        p++;
        int* end = &start[7];
        byte* bytes = (byte*)p + 4;
        return (end - p) * 100 + p[0] + *(int*)bytes + (p > start ? 1 : 0) + (byte)*bytes;
    }

    [Row(23)]
    public static long LoadsAndStores(long a, long b)
    {
        long memory = a;
        byte* bytes = (byte*)&memory;
        *(short*)(bytes + 2) = (short)b;
        *(sbyte*)bytes = (sbyte)(b >> 4);
        return memory + *(int*)(bytes + 4) + *(ushort*)(bytes + 2) + *(sbyte*)(bytes + 7) + bytes[1];
    }

    [Row(24)]
    public static long VolatileFields(long a, long b)
    {
        s_volatile = (int)a;
        s_volatile += (int)b;
        return s_volatile;
    }

    private static volatile int s_volatile;

    [Row(25)]
    public static long Blocks(long a, long b)
    {
        Block left = default;
        left.A = a;
        left.C = (short)b;
        Block right;
        Unsafe.CopyBlock(&right, &left, (uint)sizeof(Block));
        Unsafe.InitBlock(&left, 0xA5, 8);
        Block copy = *&right;
        return left.A + right.A * 3 + copy.C + right.B;
    }

    [Row(25)]
    public static long LargeBlocks(long a, long b)
    {
        byte* memory = stackalloc byte[200];
        memory[a & 127] = (byte)b;
        byte* other = stackalloc byte[200];
        Unsafe.CopyBlockUnaligned(other, memory, 200);
        return other[a & 127] + other[199] + other[(a + 1) & 127];
    }

    private struct Block
    {
        public long A;
        public int B;
        public short C;
    }

    [Row(26)]
    public static long Sizes(long a, long b) => sizeof(Block) + sizeof(nint) + Unsafe.SizeOf<Block>() + sizeof(char) + sizeof(bool) + a;

    [Row(46)]
    public static long ResultsOfEveryWidth(long a, long b)
        => ToSByte(a) + ToByte(b) * 3 + ToShort(a) * 5 + ToUShort(b) * 7 + ToInt(a) * 11L + ToUInt(b) * 13L + (ToBool(a) ? 17 : 0) + ToChar(b);

    [MethodImpl(MethodImplOptions.NoInlining)] private static sbyte ToSByte(long x) => (sbyte)(x * 3);
    [MethodImpl(MethodImplOptions.NoInlining)] private static byte ToByte(long x) => (byte)(x * 3);
    [MethodImpl(MethodImplOptions.NoInlining)] private static short ToShort(long x) => (short)(x * 3);
    [MethodImpl(MethodImplOptions.NoInlining)] private static ushort ToUShort(long x) => (ushort)(x * 3);
    [MethodImpl(MethodImplOptions.NoInlining)] private static int ToInt(long x) => (int)(x * 3);
    [MethodImpl(MethodImplOptions.NoInlining)] private static uint ToUInt(long x) => (uint)(x * 3);
    [MethodImpl(MethodImplOptions.NoInlining)] private static bool ToBool(long x) => (x & 5) != 0;
    [MethodImpl(MethodImplOptions.NoInlining)] private static char ToChar(long x) => (char)(x * 3);

    [Row(28, 57, 58)]
    public static long CallsThatStay(long a, long b) => Sum(Make(a, b)) + Sum(Make(b, 3)) * 7;

    [MethodImpl(MethodImplOptions.NoInlining)] private static Block Make(long a, long b) => new() { A = a, B = (int)b, C = (short)(a ^ b) };

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static long Sum(Block block)
    {
        block.A += block.C; // its own copy
        return block.A + block.B;
    }

    [Row(61)]
    public static long FixedBuffers(long a, long b)
    {
        Buffers buffers = default;
        buffers.Words[a & 3] = (int)b;
        buffers.Bytes[(b & 7) + 1] = 9;
        int* words = &buffers.Words[1];
        words[1] += 4;

        long sum = 0;
        for (int i = 0; i < 4; i++)
        {
            sum = sum * 31 + buffers.Words[i];
        }

        return sum + buffers.Bytes[3];
    }

    private struct Buffers
    {
        public fixed int Words[4];
        public fixed byte Bytes[10];
    }

    [Row(67)]
    public static long RefStructs(long a, long b)
    {
        Cursor cursor = new(ref a);
        cursor.Add(b);
        cursor.Add(5);
        return a + cursor.Count;
    }

    private ref struct Cursor(ref long target)
    {
        private readonly ref long _target = ref target;

        public int Count;

        public void Add(long value)
        {
            _target += value;
            Count++;
        }
    }

    [Row(66)]
    public static long ReferencesEverywhere(long a, long b)
    {
        ref long larger = ref Larger(ref a, ref b);
        larger -= 7;
        Split(a, out int high, out uint low);
        return a * 3 + b + high + low + ReadOnly(in b);
    }

    private static ref long Larger(ref long a, ref long b) => ref a > b ? ref a : ref b;

    private static void Split(long x, out int high, out uint low)
    {
        high = (int)(x >> 32);
        low = (uint)x;
    }

    private static long ReadOnly(in long x) => x ^ 0x55;

    [Row(36, 45)]
    public static long ElementReferences(long a, long b)
    {
        ref readonly long element = ref s_table[a & 3];
        return element + s_table[1].CompareTo(b) + Second<long>(b);
    }

    private static readonly long[] s_table = [3, 1, 4, 1];

    private static int Second<T>(T x)
        where T : IComparable<T> => x.CompareTo(default!);

    [Row(55)]
    public static long ExplicitLayout(long a, long b)
    {
        Mixed mixed = default;
        mixed.Whole = a;
        mixed.Low = (int)b;
        mixed.Tail = 7;
        return mixed.Whole + mixed.High + mixed.Tail;
    }

    [StructLayout(LayoutKind.Explicit, Size = 24)]
    private struct Mixed
    {
        [FieldOffset(0)] public long Whole;
        [FieldOffset(0)] public int Low;
        [FieldOffset(4)] public short High;
        [FieldOffset(17)] public byte Tail;
    }

    // 600 bytes in mutually exclusive scopes.
    public static long BuffersOfScopes(long a, long b)
    {
        long sum = 0;
        if ((a & 1) != 0)
        {
            Span<byte> one = stackalloc byte[200];
            one[(int)(b & 127)] = (byte)a;
            foreach (byte x in one)
            {
                sum += x;
            }
        }

        if ((a & 2) != 0)
        {
            Span<byte> two = stackalloc byte[200];
            two.Fill((byte)b);
            two[(int)(a & 127)] = 1;
            for (int i = 0; i < two.Length; i += 7)
            {
                sum = sum * 3 + two[i];
            }
        }
        else
        {
            Span<long> three = stackalloc long[25];
            three[(int)(a & 15)] = b;
            three[(int)(b & 15)] += a;
            foreach (long x in three)
            {
                sum += x;
            }
        }

        for (int i = 0; i < 3; i++)
        {
            Span<byte> four = stackalloc byte[200];
            four[(int)(a & 127)] += (byte)(b + i);
            sum = sum * 5 + four[(int)(b & 127)] + four[(int)(a & 127)];
        }

        return sum;
    }
}
