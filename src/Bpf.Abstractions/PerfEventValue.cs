namespace Bpf;

/// <summary>A counter of a perf event (<c>struct bpf_perf_event_value</c>, include/uapi/linux/bpf.h).</summary>
public struct PerfEventValue
{
    /// <summary>What was counted: events, or nanoseconds for clocks.</summary>
    public ulong Count { get; set; }

    /// <summary>Nanoseconds that the event was enabled; for the events of a process, while it ran.</summary>
    public ulong Enabled { get; set; }

    /// <summary>
    /// Nanoseconds that it was counted. Less than <see cref="Enabled"/> when the processor has fewer counters than there are events; the count then covers
    /// that part only.
    /// </summary>
    public ulong Running { get; set; }
}
