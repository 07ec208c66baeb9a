using Bpf;

namespace Bpf.Kernel.Tests;

/// <summary>A USDT probe on demo:point of targets/points.c; the test sets the path.</summary>
[BpfObject(License = "GPL")]
public static class PointProbes
{
    static ulong s_hits;
    static long s_narrow;
    static ulong s_wide;
    static ulong s_half;
    static long s_negative;
    static long s_positive;
    static ulong s_guarded;
    static long s_beside;

    [Usdt]
    public static int OnPoint(UsdtContext context, int narrow, ulong wide, ushort half, long negative, byte positive)
    {
        Interlocked.Increment(ref s_hits);
        Interlocked.Add(ref s_narrow, narrow);
        Interlocked.Add(ref s_wide, wide);
        Interlocked.Add(ref s_half, half);
        Interlocked.Add(ref s_negative, negative);
        Interlocked.Add(ref s_positive, positive);
        return 0;
    }

    [Usdt]
    public static int OnGuarded(UsdtContext context)
    {
        Interlocked.Increment(ref s_guarded);
        return 0;
    }

    [Usdt]
    public static int OnOdd(UsdtContext context, long unreadable, int value)
    {
        Interlocked.Add(ref s_beside, value);
        return 0;
    }

    [Usdt]
    public static int OnUnreadable(UsdtContext context, long unreadable)
    {
        Interlocked.Add(ref s_beside, unreadable);
        return 0;
    }
}
