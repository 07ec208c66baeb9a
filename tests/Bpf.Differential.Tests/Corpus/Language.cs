using System.Diagnostics;
using System.Runtime.CompilerServices;
using Bpf;
using Bpf.Testing;

/// <summary>Constructs of newer C#, and BPF types in plain code.</summary>
public static unsafe class Corpus
{
    [Row(96)]
    public static long Constants(long a, long b)
    {
        const int Local = 40 + 2;
        return a * Local + Shared + (b > Limit ? 1 : 0);
    }

    private const long Shared = 1L << 40;
    private const sbyte Limit = -5;

    [Row(91)]
    public static long Names(long a, long b) => a + (nameof(b) == "b" ? 1 : 0);

    [Row(97)]
    public static long Members(long a, long b)
    {
        Vector v = new(a, b);
        v[0] += 3;
        v.Sum = 100;
        v += new Vector(1, 2);
        return (v * 2).Sum + -v.X + (v == new Vector(a, b) ? 1 : 0) + v.Doubled() + (long)v + v.Largest;
    }

    private record struct Vector(long X, long Y)
    {
        public long Sum
        {
            readonly get => X + Y;
            set => Y = value - X;
        }

        public long this[int index]
        {
            readonly get => index == 0 ? X : Y;
            set
            {
                if (index == 0)
                {
                    X = value;
                }
                else
                {
                    Y = value;
                }
            }
        }

        public static Vector operator +(Vector l, Vector r) => new(l.X + r.X, l.Y + r.Y);

        public static Vector operator *(Vector l, long r) => new(l.X * r, l.Y * r);

        public static explicit operator long(Vector v) => v.X ^ v.Y;
    }

    private static long Doubled(this Vector v) => v.X * 2;

    extension(Vector v)
    {
        private long Largest => Math.Max(v.X, v.Y);
    }

    [Row(98)]
    public static long PartialAndPrimary(long a, long b) => new Range(a, b).Length + Range.Unit + new Range(b, a).Middle;

    private partial struct Range(long start, long end)
    {
        public partial long Length { get; }

        public static partial long Unit { get; }

        public readonly long Middle => (start >> 1) + (end >> 1);
    }

    private partial struct Range
    {
        public partial long Length => end - start;

        public static partial long Unit => 3;
    }

    [Row(99)]
    public static long Conditional(long a, long b)
#if BPF
        => a + b;
#else
        => a - b;
#endif

    [Row(60)]
    public static long Deconstruction(long a, long b)
    {
        (long x, (int y, byte z)) = (a, ((int)b, (byte)a));
        (x, y) = (y, (int)x);
        var pair = (First: x, Second: y);
        return pair.First * 3 + pair.Second + z + (pair == (x, y) ? 1 : 0);
    }

    [Row(59)]
    public static long WithExpressions(long a, long b)
    {
        Vector v = new(a, b);
        Vector w = v with { Y = 3 };
        return w.X + w.Y * 5 + (v.Equals(w) ? 1 : 0) + (v != w ? 2 : 0);
    }

    [Row(75)]
    public static long ForeachOverMany(long a, long b)
    {
        long sum = 0;
        foreach (long x in s_numbers)
        {
            sum = sum * 7 + x;
        }

        Four four = default;
        four[0] = (int)a;
        four[3] = (int)b;
        foreach (int x in four)
        {
            sum = sum * 5 + x;
        }

        foreach (long x in new Counter(a & 7))
        {
            sum += x;
        }

        return sum;
    }

    private static readonly long[] s_numbers = [2, 7, 1, 8];

    [InlineArray(4)]
    private struct Four
    {
        private int _first;
    }

    private readonly struct Counter(long count)
    {
        public Enumerator GetEnumerator() => new(count);

        public struct Enumerator(long left)
        {
            public long Current => left;

            public bool MoveNext() => --left >= 0;
        }
    }

    [Row(63)]
    public static long CheckedIndexes(long a, long b)
    {
        Span<long> four = [1, 2, 3, 4];
        long index = a & 3;
        four[(int)index] += b;
        return four[(int)index] + four[1];
    }

    [Row(125)]
    public static long Barriers(long a, long b)
    {
        long x = BpfHelpers.Barrier(a);
        int y = BpfHelpers.Barrier((int)b);
        return x + y + BpfHelpers.Barrier((byte)3) + (long)BpfHelpers.Barrier(DayOfWeek.Friday);
    }

    [Row(144)]
    public static long Asserts(long a, long b)
    {
        Debug.Assert(a != b || a == b, "always");
        Debug.Assert(a >= b || b > a, $"always {a} and {b:x}");
        return a;
    }

    [Row(145)]
    public static long FilledWithIntegers(long a, long b)
    {
        Span<int> items = stackalloc int[6];
        items.Fill((int)a);
        items[1..3].Fill(7);
        items[5..].Clear();
        return items[0] + items[1] * 3 + items[2] * 5 + items[3] * 7L + items[5];
    }

    [Row(95)]
    public static long ObjectInitializers(long a, long b)
    {
        Outer outer = new() { X = a, Inner = { Y = (int)b }, Z = default };
        return outer.X + outer.Inner.Y + outer.Z;
    }

    private struct Outer
    {
        public long X;
        public Inside Inner;
        public int Z;
    }

    private struct Inside
    {
        public int Y;
    }

    [Row(128)]
    public static long ComparedAndExchanged(long a, long b)
    {
        long x = a;
        long first = Interlocked.CompareExchange(ref x, b, a);
        long second = Interlocked.CompareExchange(ref x, 9, a);
        int y = (int)b;
        int third = Interlocked.CompareExchange(ref y, 5, 3);
        return x + first * 3 + second * 5 + y + third;
    }

    [Row(93)]
    public static long ConstantInterpolation(long a, long b)
    {
        const string Name = "x";
        const string Text = $"{Name}{Name}";
        return a + (Text == "xx" ? 1 : 0);
    }
}
