namespace Bpf;

/// <summary>Clocks of a <see cref="BpfTimer"/> (include/uapi/linux/time.h).</summary>
public enum BpfClock
{
    /// <summary>Set by the administrator; may jump (<c>CLOCK_REALTIME</c>).</summary>
    Realtime = 0,

    /// <summary>Since boot, without suspend time (<c>CLOCK_MONOTONIC</c>).</summary>
    Monotonic = 1,

    /// <summary>Since boot, with suspend time (<c>CLOCK_BOOTTIME</c>).</summary>
    BootTime = 7,
}
