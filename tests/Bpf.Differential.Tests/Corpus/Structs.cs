using Bpf.Testing;
using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

public static class Corpus
{
    struct Pair
    {
        public long First;
        public long Second;

        public Pair(long first, long second)
        {
            First = first;
            Second = second;
        }

        public readonly long Sum => First + Second;
        public long Product { readonly get => First * Second; set => First = value; }
        public long this[int index] => index == 0 ? First : Second;
        public void Swap() => (First, Second) = (Second, First);
        public readonly Pair With(long first) => this with { First = first };
        public static Pair operator +(Pair a, Pair b) => new(a.First + b.First, a.Second + b.Second);
        public static bool operator ==(Pair a, Pair b) => a.First == b.First && a.Second == b.Second;
        public static bool operator !=(Pair a, Pair b) => !(a == b);
        public static implicit operator Pair(long value) => new(value, -value);
        public override readonly bool Equals(object? o) => false;
        public override readonly int GetHashCode() => 0;
    }

    struct Mixed { public byte A; public int B; public short C; public long D; public sbyte E; public bool F; public char G; }

    [StructLayout(LayoutKind.Sequential, Pack = 1)]
    struct Packed { public byte A; public long B; public short C; public int D; }

    [StructLayout(LayoutKind.Explicit)]
    struct Union
    {
        [FieldOffset(0)] public long Whole;
        [FieldOffset(0)] public int Low;
        [FieldOffset(4)] public int High;
        [FieldOffset(7)] public byte Top;
    }

    [StructLayout(LayoutKind.Sequential, Size = 32)]
    struct Sized { public int A; }

    struct Nested { public Pair Left; public Mixed Middle; public Pair Right; }

    [InlineArray(8)]
    struct Eight { private int _first; }

    unsafe struct Fixed { public int Before; public fixed short Values[6]; public byte After; }

    record struct Point(int X, long Y);
    readonly record struct Tag(ushort Id, byte Kind);

    [Row(38, 54)]
    public static long Fields(long a, long b)
    {
        Pair p = new() { First = a, Second = b };
        p.First += 3;
        Pair q = p;
        q.Second = p.First;
        return p.Sum * 3 + q.Sum;
    }

    [Row(29, 34, 97)]
    public static long ConstructorsAndOperators(long a, long b)
    {
        Pair p = new(a, b);
        Pair q = p + new Pair(1, 2) + 5;
        q.Swap();
        q = q.With(b);
        q.Product = q.Product;
        return q[0] ^ q[1] ^ (p == q ? 1 : 0) ^ (p != new Pair(a, b) ? 2 : 0);
    }

    public static long MixedFields(long a, long b)
    {
        Mixed m = default;
        m.A = (byte)a; m.B = (int)b; m.C = (short)a; m.D = a ^ b; m.E = (sbyte)b; m.F = a > b; m.G = (char)a;
        Mixed n = m;
        n.D += m.B;
        return n.A + n.B * 3L + n.C * 5 + n.D * 7 + n.E * 11 + (n.F ? 13 : 17) + n.G * 19 + Unsafe.SizeOf<Mixed>();
    }

    [Row(54)]
    public static long PackedFields(long a, long b)
    {
        Packed p = new() { A = (byte)a, B = b, C = (short)a, D = (int)b };
        Packed q = p;
        q.B ^= a;
        return p.A + p.B + p.C + p.D + q.B * 3 + Unsafe.SizeOf<Packed>();
    }

    [Row(55)]
    public static long Unions(long a, long b)
    {
        Union u = default;
        u.Whole = a;
        u.Low ^= (int)b;
        u.High += 3;
        u.Top = (byte)b;
        return u.Whole + u.Low + Unsafe.SizeOf<Union>() + Unsafe.SizeOf<Sized>();
    }

    [Row(38, 57)]
    public static long NestedStructs(long a, long b)
    {
        Nested n = default;
        n.Left = new Pair(a, b);
        n.Right = n.Left;
        n.Right.First++;
        n.Middle.B = (int)b;
        Nested copy = n;
        copy.Left.Swap();
        Change(copy);
        Change(ref n, a);
        return n.Left.First + n.Right.First * 3 + copy.Left.First * 5 + copy.Middle.B + Unsafe.SizeOf<Nested>();
    }

    static void Change(Nested n) => n.Left.First = 99;
    static void Change(ref Nested n, long a) => n.Left.First = a * 7;

    [Row(58)]
    public static long ReturnedStructs(long a, long b)
    {
        Pair p = Make(a, b);
        return Make(p.Second, p.First).First * 5 + Make(b, a).Sum + Choose(a > b, p, new Pair(1, 2)).Second;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    static Pair Make(long a, long b) => new(a * 2, b * 3);
    [MethodImpl(MethodImplOptions.NoInlining)]
    static Pair Choose(bool first, Pair a, Pair b) => first ? a : b;

    [Row(21)]
    public static long ConditionalStructs(long a, long b)
    {
        Pair p = a > b ? new Pair(a, 1) : new Pair(2, b);
        return p.Sum;
    }

    [Row(62)]
    public static long InlineArrays(long a, long b)
    {
        Eight e = default;
        for (int i = 0; i < 8; i++)
        {
            e[i] = (int)(a >> (i * 4)) & 0xF;
        }

        e[(int)(b & 7)] += 100;
        long sum = 0;
        foreach (int value in e)
        {
            sum = sum * 3 + value;
        }

        return sum + e[2] + Unsafe.SizeOf<Eight>();
    }

    public static unsafe long FixedBuffers(long a, long b)
    {
        Fixed f = default;
        f.Before = (int)a;
        f.After = (byte)b;
        for (int i = 0; i < 6; i++)
        {
            f.Values[i] = (short)(a * i + b);
        }

        f.Values[(int)(b & 3)] ^= 0x55;
        long sum = f.Before + f.After;
        for (int i = 0; i < 6; i++)
        {
            sum = sum * 5 + f.Values[i];
        }

        return sum + sizeof(Fixed);
    }

    [Row(59)]
    public static long Records(long a, long b)
    {
        Point p = new((int)a, b);
        Point q = p with { X = (int)b };
        (int x, long y) = q;
        return x + y + (p == q ? 1 : 0) + (p.Equals(new Point((int)a, b)) ? 2 : 0) + (new Tag((ushort)a, (byte)b) == new Tag((ushort)b, (byte)a) ? 4 : 0);
    }

    [Row(60, 143)]
    public static long Tuples(long a, long b)
    {
        (long x, int y) t = (a, (int)b);
        t.x += t.y;
        (long min, long max) = Order(t.x, b);
        (min, max) = (max, min);
        var triple = (min, max, t);
        return triple.min * 3 + triple.max + triple.t.y;
    }

    static (long Min, long Max) Order(long a, long b) => a < b ? (a, b) : (b, a);

    [Row(95, 34)]
    public static long Initializers(long a, long b)
    {
        Nested n = new() { Left = { First = a }, Right = new(b, 5), Middle = new() { C = (short)b } };
        return n.Left.First + n.Right.Sum + n.Middle.C;
    }

    public static unsafe long Pointers(long a, long b)
    {
        Pair p = new(a, b);
        Pair* q = &p;
        q->First ^= b;
        long* r = &q->Second;
        *r += 5;
        long* s = (long*)q;
        s[1]--;
        return *s + s[1] + (r - s) + ((byte*)r - (byte*)q) + (r == s + 1 ? 100 : 0) + ((ulong)r > (ulong)s ? 200 : 0);
    }

    public static unsafe long PointerToPointer(long a, long b)
    {
        long x = a, y = b;
        long* p = a > b ? &x : &y;
        long** pp = &p;
        **pp += 4;
        return x ^ y;
    }

    [Row(26, 95)]
    public static long DefaultAndSizes(long a, long b)
    {
        Pair p = default;
        Mixed m = default(Mixed);
        return p.Sum + m.D + sizeof(long) + sizeof(int) * 2 + sizeof(char) + sizeof(bool) + a;
    }
}
