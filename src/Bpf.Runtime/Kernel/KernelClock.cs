using Bpf.Runtime.Syscalls;

namespace Bpf.Runtime;

/// <summary>
/// A clock of the kernel that programs read, and what its time is on the wall clock. Times convert with the difference between the two clocks at the time of
/// the conversion, so the time of an old record shifts with the wall clock if that is set in between.
/// </summary>
public sealed unsafe class KernelClock
{
    private const int Realtime = 0; // CLOCK_REALTIME, include/uapi/linux/time.h
    private const int Attempts = 8;
    private const long NanosecondsPerSecond = 1_000_000_000;
    private const long Refresh = NanosecondsPerSecond;

    // The clocks are not read at the same instant; below this, a difference is the error of the measurement.
    private const long Precision = 20_000;

    private readonly int _id;
    private readonly Lock _gate = new();
    private long _offset;
    private long _measured = long.MinValue / 2;

    private KernelClock(int id) => _id = id;

    /// <summary>Time since boot, without suspend time: <c>BpfHelpers.MonotonicNanoseconds</c> (<c>bpf_ktime_get_ns</c>, <c>CLOCK_MONOTONIC</c>).</summary>
    public static KernelClock Monotonic { get; } = new(1);

    /// <summary>Time since boot, including suspend time: <c>BpfHelpers.KtimeGetBootNs</c> (<c>CLOCK_BOOTTIME</c>).</summary>
    public static KernelClock BootTime { get; } = new(7);

    /// <summary>The clock's time now, in nanoseconds.</summary>
    public ulong Now => (ulong)Read(_id);

    /// <summary>
    /// Returns when a time of this clock was, in universal time. Later times never convert to earlier ones unless the wall clock was set back.
    /// </summary>
    /// <param name="nanoseconds">The time, in nanoseconds.</param>
    /// <exception cref="ArgumentOutOfRangeException">The time is beyond what <see cref="DateTimeOffset"/> can hold.</exception>
    public DateTimeOffset ToDateTimeOffset(ulong nanoseconds)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(nanoseconds, (ulong)long.MaxValue / 2);
        return DateTimeOffset.UnixEpoch.AddTicks(((long)nanoseconds + Offset()) / (NanosecondsPerSecond / TimeSpan.TicksPerSecond));
    }

    private static long Read(int clock)
    {
        long* time = stackalloc long[2];
        _ = LibC.GetTime(clock, time); // both clocks exist in every kernel with BPF
        return (time[0] * NanosecondsPerSecond) + time[1];
    }

    private long Offset()
    {
        lock (_gate)
        {
            long now = Read(_id);
            if (now - _measured >= Refresh)
            {
                long offset = Measure();
                _offset = Math.Abs(offset - _offset) > Precision ? offset : _offset;
                _measured = now;
            }

            return _offset;
        }
    }

    // The shortest pair of reads is the one least disturbed.
    private long Measure()
    {
        long best = 0;
        long shortest = long.MaxValue;
        for (int i = 0; i < Attempts; i++)
        {
            long before = Read(_id);
            long wall = Read(Realtime);
            long after = Read(_id);
            if (after - before < shortest)
            {
                shortest = after - before;
                best = wall - before - (shortest / 2);
            }
        }

        return best;
    }
}
