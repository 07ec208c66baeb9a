using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Bpf.Profiling.Guest;

/// <summary>Calls of all kinds, without end: every instruction is a place to unwind from. Nothing is allocated once it is warm.</summary>
internal static unsafe partial class Calls
{
    private static readonly IShape[] s_shapes = [new Square(), new Circle(), new Square()];
    private static readonly Func<int, int> s_delegate = Leaf;
    private static readonly int[] s_numbers = [5, 3, 9, 1, 7];
    private static readonly int[] s_sorted = new int[5];
    private static readonly Comparison<int> s_comparison = Compare;
    private static readonly object[] s_slots = new object[4];
    private static int s_total;

    private interface IShape
    {
        int Area(int size);
    }

    public static void Run()
    {
        for (int i = 0; i < 200; i++)
        {
            Round();
            Thread.Sleep(i % 50 == 49 ? 100 : 0); // the next tier compiles in the background
        }

        Console.WriteLine(CurrentThread());
        while (true)
        {
            Round();
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Round()
    {
        foreach (IShape shape in s_shapes)
        {
            s_total += shape.Area(3);
        }

        s_total += s_delegate(2);
        s_total += Recurse(4);
        s_total += Generic("text") + Generic(5);
        s_total += Variable(s_total & 15);
        s_total += Large(s_total);
        s_total += Guarded(s_total);
        s_total += Many(1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
        s_total += Tail(3);
        s_total += Vector(s_total);
        s_total += CurrentThread() & 1;
        s_numbers.CopyTo(s_sorted, 0);
        Array.Sort(s_sorted, s_comparison);
        Store(s_total & 3, s_shapes[0]);
        s_total += "where".IndexOf('r', StringComparison.Ordinal);
        Span<byte> buffer = stackalloc byte[64];
        _ = s_total.TryFormat(buffer, out _);
        NativeSort();
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int Leaf(int n) => s_total + n;

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int Recurse(int n) => n == 0 ? Leaf(1) : Recurse(n - 1) + Leaf(n);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int Generic<T>(T value) => EqualityComparer<T>.Default.Equals(value, value) ? Leaf(1) : 0;

    // Code with a frame register: the stack pointer moves.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int Variable(int n)
    {
        byte* bytes = stackalloc byte[16 + (n * 8)];
        bytes[n] = (byte)n;
        return Leaf(bytes[n]) + bytes[n];
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int Large(int n)
    {
        Block block = default;
        block.Bytes[n & 1023] = 1;
        return Leaf(block.Bytes[5]) + Sum(block);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int Sum(Block block) => Leaf(block.Bytes[7]);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int Guarded(int n)
    {
        try
        {
            return Leaf(n);
        }
        finally
        {
            s_total += Leaf(1);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int Many(int a, int b, int c, int d, int e, int f, int g, int h, int i, int j)
    {
        int first = Leaf(a) + Leaf(b) + Leaf(c);
        int second = Leaf(d) * Leaf(e);
        return first + second + Leaf(f) + Leaf(g) + Leaf(h) + Leaf(i) + Leaf(j) + a + b + c + d + e + f + g + h + i + j;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int Tail(int n) => Recurse(n);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int Vector(int n)
    {
        System.Numerics.Vector<int> value = new(n);
        return Leaf(System.Numerics.Vector.Sum(value * value)) + value[0];
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Store(int slot, object value) => s_slots[slot] = value;

    private static int Compare(int a, int b) => Leaf(a).CompareTo(Leaf(b));

    private static void NativeSort()
    {
        int* numbers = stackalloc int[] { 4, 2, 8, 6 };
        SortNatively(numbers, 4, sizeof(int), &CompareNatively);
    }

    [UnmanagedCallersOnly]
    private static int CompareNatively(int* a, int* b) => Leaf(*a) - Leaf(*b);

    [LibraryImport("libc", EntryPoint = "gettid")]
    private static partial int CurrentThread();

    [LibraryImport("libc", EntryPoint = "qsort")]
    private static partial void SortNatively(int* numbers, nuint count, nuint size, delegate* unmanaged<int*, int*, int> compare);

    private sealed class Square : IShape
    {
        public int Area(int size) => Leaf(size * size);
    }

    private sealed class Circle : IShape
    {
        public int Area(int size) => Leaf(3 * size * size);
    }

    private struct Block
    {
        public fixed byte Bytes[9000];
    }
}
