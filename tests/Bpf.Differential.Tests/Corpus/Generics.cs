using Bpf.Testing;
using System;
using System.Collections.Generic;
using System.Numerics;
using System.Runtime.CompilerServices;

public static class Corpus
{
    interface IShape
    {
        long Area();
        static abstract long Factor { get; }
        long Twice() => Area() * 2;
    }

    struct Square(long side) : IShape
    {
        public long Area() => side * side;
        public static long Factor => 3;
        public long Twice() => Area() * 2;
    }

    struct Box : IShape
    {
        public long Width, Height;
        long IShape.Area() => Width * Height;
        static long IShape.Factor => 5;
        public long Twice() => 7;
    }

    struct Wrapper<T> where T : unmanaged
    {
        public T Value;
        public byte Tag;
        public readonly T Get() => Value;
        public void Set(T value) => Value = value;
        public static Wrapper<T> Of(T value) => new() { Value = value, Tag = 9 };
    }

    static T Larger<T>(T a, T b) where T : unmanaged, INumber<T> => a > b ? a : b;
    static T Combine<T>(T a, T b) where T : unmanaged, IBinaryInteger<T> => (a & b) + (a ^ b) * T.One - (a | b) + (b >> 1) + (a << 2);
    static long Measure<T>(T shape) where T : struct, IShape => shape.Area() * T.Factor;
    static T Identity<T>(T value) => value;
    static int SizeOf<T>() where T : unmanaged => Unsafe.SizeOf<T>();
    static void Exchange<T>(ref T a, ref T b) => (a, b) = (b, a);
    static bool Same<T>(T a, T b) where T : unmanaged, IEquatable<T> => a.Equals(b);
    static int Order<T>(T a, T b) where T : unmanaged, IComparable<T> => a.CompareTo(b);

    [Row(68)]
    public static long GenericMethods(long a, long b) => Larger((int)a, (int)b) + Larger(a, b) * 3 + Larger((byte)a, (byte)b) + (long)Larger((ulong)a, (ulong)b);
    [Row(37, 68)]
    public static long NullQuestions(long a, long b) => Kind(a) + Kind((int)b) * 10;

    private static long Kind<T>(T x) => x is null ? 1 : x == null ? 2 : default(T) is not null ? 3 : 4;

    [Row(142, 30)]
    public static long GenericMath(long a, long b) => Combine(a, b) + Combine((int)a, (int)b) * 3L + (long)Combine((ulong)a, (ulong)b) + Combine((short)a, (short)b);
    [Row(30)]
    public static long StaticAbstract(long a, long b) => Measure(new Square(a)) + Measure(new Box { Width = a, Height = b });
    [Row(68)]
    public static long GenericStructs(long a, long b)
    {
        Wrapper<int> x = Wrapper<int>.Of((int)a);
        Wrapper<Wrapper<long>> y = new() { Value = Wrapper<long>.Of(b) };
        x.Set(x.Get() + 1);
        return x.Value + y.Get().Get() + x.Tag + y.Value.Tag * 2 + SizeOf<Wrapper<Wrapper<long>>>() + SizeOf<Wrapper<byte>>() * 100;
    }

    public static long IdentityAndSwap(long a, long b)
    {
        Exchange(ref a, ref b);
        return Identity(a) * 2 + Identity((short)b) + Identity(a > b ? 'x' : 'y');
    }

    [Row(30)]
    public static long Equatable(long a, long b)
        => (Same(a, b) ? 1 : 0) + (Same((byte)a, (byte)b) ? 2 : 0) + (Same((a > 0), (b > 0)) ? 4 : 0) + (Same((char)a, 'x') ? 8 : 0);

    public static long Comparable(long a, long b)
        => Math.Sign(Order(a, b)) + Math.Sign(Order((uint)a, (uint)b)) * 3 + Math.Sign(Order((sbyte)a, (sbyte)b)) * 9;

    [Row(143)]
    public static long DefaultComparer(long a, long b)
        => (EqualityComparer<long>.Default.Equals(a, b) ? 1 : 0) + (EqualityComparer<ushort>.Default.Equals((ushort)a, (ushort)b) ? 2 : 0);

    public static long TypeChecks(long a, long b) => Kind<int>() + Kind<long>() * 10 + Kind<byte>() * 100 + a - a;
    static int Kind<T>() => typeof(T) == typeof(int) ? 1 : typeof(T) == typeof(long) ? 2 : 3;
}
