using Bpf;

namespace Bpf.Kernel.Tests;

/// <summary>Programs that sample: clocks, faults, switches, a breakpoint.</summary>
[BpfObject(License = "GPL")]
public static unsafe class PerfSamples
{
    [BpfMap(MaxEntries = 256)]
    static readonly BpfStackTraceMap Stacks = new();

    [BpfMap(MaxEntries = 4096)]
    static readonly BpfHashMap<ulong, ulong> Pages = new();

    static ulong s_samples;
    static ulong s_periods;
    static ulong s_cookies;
    static ulong s_inUser;
    static ulong s_inKernel;
    static ulong s_counter;
    static ulong s_unreadable;
    static ulong s_stacks;
    static ulong s_copied;
    static ulong s_top;
    static ulong s_address;

    [PerfEvent(SoftwareEvent.TaskClock, Period = 1_000_000)]
    public static int OnClock(PerfEventContext context)
    {
        Interlocked.Increment(ref s_samples);
        Interlocked.Add(ref s_periods, context.SamplePeriod);
        Interlocked.Add(ref s_inUser, context.IsUser ? 1UL : 0);
        Interlocked.Add(ref s_inKernel, context.IsUser ? 0 : 1UL);
        Interlocked.Add(ref s_stacks, Stacks.Capture(context) >= 0 ? 1UL : 0);
        Span<ulong> addresses = stackalloc ulong[4];
        if (context.CopyStack(addresses) >= sizeof(ulong))
        {
            Interlocked.Increment(ref s_copied);
            s_top = addresses[0];
        }

        return 0;
    }

    [PerfEvent(SoftwareEvent.PageFaults, Period = 1)]
    public static int OnFault(PerfEventContext context)
    {
        Interlocked.Increment(ref s_samples);
        Interlocked.Add(ref s_periods, context.SamplePeriod);
        Interlocked.Add(ref s_cookies, context.Cookie);
        Pages.Update(context.Address / 4096, 1);
        if (context.TryReadValue(out PerfEventValue value))
        {
            s_counter = value.Count;
        }
        else
        {
            Interlocked.Increment(ref s_unreadable);
        }

        return 0;
    }

    [PerfEvent(SoftwareEvent.PageFaults, Period = 1, Cookie = 1), PerfEvent(SoftwareEvent.ContextSwitches, Period = 1, Cookie = 1_000_000)]
    public static int OnEither(PerfEventContext context)
    {
        Interlocked.Increment(ref s_samples);
        Interlocked.Add(ref s_cookies, context.Cookie);
        return 0;
    }

    [PerfEvent]
    public static void OnAny(PerfEventContext context)
    {
        Interlocked.Increment(ref s_samples);
        s_address = context.Address;
    }
}
