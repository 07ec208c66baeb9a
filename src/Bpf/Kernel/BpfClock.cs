namespace Bpf;

/// <summary>Clocks of a <see cref="BpfTimer"/> (include/uapi/linux/time.h).</summary>
public enum BpfClock
{
    /// <summary>Wall clock time; may jump when it is set (<c>CLOCK_REALTIME</c>).</summary>
    Realtime = 0,

    /// <summary>Time since boot, excluding suspend (<c>CLOCK_MONOTONIC</c>).</summary>
    Monotonic = 1,

    /// <summary>Time since boot, including suspend (<c>CLOCK_BOOTTIME</c>).</summary>
    BootTime = 7,
}
