using System.Numerics;
using System.Runtime.CompilerServices;
using Bpf;

namespace RightPrograms;

// Bounds that are not in the loop condition.
[BpfObject(License = "GPL")]
public static unsafe class Loops
{
    public struct Item { public int Count; public uint Limit; public byte Small; }
    [BpfMap(MaxEntries = 16)] static readonly BpfHashMap<int, Item> Map = new();
    const int Most = 24;
    static readonly int Rounds = 10;
    static ulong s_sum;

    [Uprobe("libc:malloc")]
    public static int Locals(UprobeContext context, int size, uint unsigned, nuint native)
    {
        int n = Math.Min(size, 16);
        for (int i = 0; i < n; i++) s_sum++;
        int limited = size;
        if (limited > 32) limited = 32;
        for (int i = 0; i < limited; i++) s_sum++;
        int clamped = Math.Clamp(size, 0, Most);
        for (int i = 0; i < clamped; i++) s_sum++;
        int masked = size & 15;
        for (int i = 0; i < masked; i++) s_sum++;
        uint rest = unsigned % 20;
        for (uint i = 0; i < rest; i++) s_sum++;
        byte small = (byte)size;
        for (int i = 0; i < small; i++) s_sum++;
        int chosen = size > 20 ? 20 : size;
        for (int i = 0; i < chosen; i++) s_sum++;
        nuint count = native;
        count &= 7;
        for (nuint i = 0; i < count; i++) s_sum++;
        return 0;
    }

    [Uprobe("libc:malloc")]
    public static int Returns(UprobeContext context, int size, uint unsigned)
    {
        if (size > 40)
            return 0;
        for (int i = 0; i < size; i++) s_sum++;
        if (unsigned is 0 or > 17)
            return 0;
        for (uint i = 0; i < unsigned; i++) s_sum++;
        return 0;
    }

    [Uprobe("libc:malloc")]
    public static int Inside(UprobeContext context, int size)
    {
        if (size < 40)
        {
            for (int i = 0; i < size; i++) s_sum++;
        }
        return 0;
    }

    [Uprobe("libc:malloc")]
    public static int Both(UprobeContext context, int size)
    {
        if (size is >= 0 and <= 12)
            for (int i = 0; i < size; i++) s_sum++;
        return 0;
    }

    [Uprobe("libc:malloc")]
    public static int Parameters(UprobeContext context, int size)
    {
        Add(5, (int)3);
        Add((ulong)size, Math.Min(size, 9));
        Twice(Rounds);
        int local = LocalFunction(4);
        return local;
        static int LocalFunction(int times) { int x = 0; for (int i = 0; i < times; i++) x += i; return x; }
    }

    static void Twice(int times) => Add(1, times * 2);

    static void Add(ulong value, int times)
    {
        for (int i = 0; i < times; i++) s_sum += value;
    }

    [Uprobe("libc:malloc")]
    public static int Methods(UprobeContext context, int size)
    {
        int n = Limit(size);
        for (int i = 0; i < n; i++) s_sum++;
        for (int i = 0; i < Limit(size); i++) s_sum += 2;
        int bits = BitOperations.PopCount((uint)size);
        for (int i = 0; i < bits; i++) s_sum += 3;
        int log = BitOperations.Log2((uint)size | 1);
        for (int i = 0; i < log; i++) s_sum += 3;
        return 0;
    }

    static int Limit(int size) => size > 10 ? 10 : size;

    [Uprobe("libc:malloc")]
    public static int Fields(UprobeContext context, int size)
    {
        if (!Map.TryGetRef(1, out var item)) return 0;
        int count = item.Value.Count;
        if (count < 0 || count > 16) return 0;
        for (int i = 0; i < count; i++) s_sum++;
        for (int i = 0; i < item.Value.Small; i++) s_sum++;
        uint limit = item.Value.Limit;
        if (limit >= 16) limit = 0;
        for (uint i = 0; i < limit; i++) s_sum++;
        return 0;
    }

    [Uprobe("libc:malloc")]
    public static int While(UprobeContext context, int size, ushort wide)
    {
        int left = Math.Min(size, 12);
        while (left > 0) { s_sum++; left--; }
        int i = 0;
        int stop = wide >> 12;
        while (i < stop) { s_sum++; i++; }
        int end = Math.Max(0, Math.Min(size, 8));
        i = 0;
        do { s_sum++; i++; } while (i < end);
        return 0;
    }

    [Uprobe("libc:malloc")]
    public static unsafe int Pointers(UprobeContext context, int size)
    {
        int* numbers = stackalloc int[8];
        int* end = numbers + 8;
        for (int* p = numbers; p < end; p++) *p = size;
        for (int* p = numbers; p != end; ++p) s_sum += (uint)*p;
        Span<int> span = new(numbers, 8);
        fixed (int* start = span)
        {
            for (int* p = start; p < start + span.Length; p += 2) s_sum += (uint)*p;
        }

        return 0;
    }
}
