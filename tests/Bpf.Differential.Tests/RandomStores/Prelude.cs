using System;
using System.Diagnostics.CodeAnalysis;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Threading;
using Bpf;

// No struct has padding, so that every byte of memory is significant.
public enum Color : byte { Red, Green = 3, Blue = 200 }

public struct Pair
{
    public byte A;
    public sbyte B;
    public short C;
    public uint D;

    public Pair(int x) => (A, B, C, D) = ((byte)x, (sbyte)(x >> 3), (short)(x * 7), (uint)~x);

    public void Turn(int by)
    {
        A += (byte)by;
        C ^= (short)D;
        D = (D << 3) | A;
    }

    public readonly Pair With(int d) => this with { D = (uint)d, B = (sbyte)(B + 1) };

    public static Pair operator +(Pair left, Pair right) => new() { A = right.A, B = left.B, C = (short)(left.C - right.C), D = left.D ^ right.D };
}

public struct Cell
{
    public long L;
    public int I;
    public ushort H;
    public byte X;
    public Color K;

    public int Part
    {
        readonly get => I ^ H;
        set => (I, H) = (value, (ushort)(value >> 7));
    }

    [UnscopedRef]
    public ref int Inner => ref I;

    public void Clear() => this = default;
}

[InlineArray(8)]
public struct Eight<T> where T : unmanaged
{
    private T _first;
}

public unsafe struct Outer
{
    public Pair P;
    public Cell C;
    public Eight<ushort> W;
    public fixed int F[4];
    public (long, int, short, byte, sbyte) T;
}

[StructLayout(LayoutKind.Explicit, Size = 16)]
public struct Mixed
{
    [FieldOffset(0)] public ulong Whole;
    [FieldOffset(0)] public uint Low;
    [FieldOffset(4)] public uint High;
    [FieldOffset(7)] public byte Top;
    [FieldOffset(8)] public Pair P;
    [FieldOffset(8)] public long Both;
    [FieldOffset(12)] public short Middle;
}

[StructLayout(LayoutKind.Sequential, Pack = 1)]
public struct Packed
{
    public byte B;
    public int I;
    public long L;
    public short S;
}

public unsafe struct Buffers
{
    public fixed byte B[16];
    public fixed int I[4];
    public fixed long L[4];
}

public record struct Point(int X, int Y)
{
    public int X = X;
    public int Y = Y;

    public readonly Point Flipped() => new(Y, X);
}

public struct Call
{
    public long A;
    public long B;
    public long Result;
}

[BpfObject(License = "GPL")]
public static unsafe partial class Stores
{
    static void Swap<T>(ref T x, ref T y) where T : unmanaged
    {
        T old = x;
        x = y;
        y = old;
    }

    static ref T Choose<T>(ref T x, ref T y, bool first) where T : unmanaged => ref first ? ref x : ref y;

    [MethodImpl(MethodImplOptions.NoInlining)]
    static void Put(ref long target, long value) => target = value ^ (target >> 3);

    [MethodImpl(MethodImplOptions.NoInlining)]
    static int Exchange(ref int target, int value)
    {
        int old = target;
        target = value;
        return old;
    }

    static ref T At<T>(Span<T> items, int index) where T : unmanaged => ref items[index & 3];

    static void Rotate<T>(Span<T> items) where T : unmanaged
    {
        T first = items[0];
        for (int i = 0; i < 3; i++)
        {
            items[i] = items[i + 1];
        }

        items[3] = first;
    }

    static void Make(out Pair pair, int x) => pair = new Pair(x);

    static long Sum(in Cell cell) => cell.L + cell.I + cell.H + cell.X + (int)cell.K;

    static long Total(ReadOnlySpan<int> items)
    {
        long sum = 0;
        foreach (int item in items)
        {
            sum = sum * 3 + item;
        }

        return sum;
    }

